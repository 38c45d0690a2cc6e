package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code parley doctor} against the whole platform: all is well but for an SMSC that does not run. */
@ExtendWith(OnePlatform.class)
@Tag("slow")
class DoctorCommandTest {

    @Test
    void printsALineForEachSubjectAndWhatToDo(Platform platform) {
        var run = ParleyRun.on(platform, "doctor");

        var lines = run.out().lines().toList();
        assertLine(lines, "ok +platform +webhooks +heartbeats .*");
        assertLine(lines, "ok +viber +service " + LocalIdentities.VIBER_SERVICE + " .*webhook is registered");
        assertLine(lines, "ok +sms +smsc \\w+ .* binds are bound, enquire_link is answered within .*");
        assertLine(lines, "ok +whatsapp +webhook +the gateway answers at .* and accepts the verify token");
        assertLine(lines, "failed +sms +smsc " + OnePlatform.PEER + " .*connection refused");
        assertLine(lines, " +→ .*parley\\.channels\\.sms\\.smscs\\." + OnePlatform.PEER + "\\.host .*");
        assertTrue(lines.getLast().matches("\\d+ checked, 1 failed, \\d+ with a warning\\."), lines.getLast());
        assertEquals(1, run.status());
        assertFalse(lines.toString().contains(OnePlatform.PEER_PASSWORD));
    }

    @Test
    void aWrongKeyIsReportedWithTheRemedy(Platform platform) {
        var url = platform.endpoints().front();

        var run = ParleyRun.with(Map.of("PARLEY_OPERATOR_KEY", "wrong"), "doctor", "--url", url);

        assertEquals(4, run.status(), run.err());
        assertTrue(run.err().contains("PARLEY_OPERATOR_KEY"), run.err());
    }

    private static void assertLine(List<String> lines, String pattern) {
        assertTrue(lines.stream().anyMatch(line -> line.matches(pattern)), () -> pattern + "\n" + lines);
    }
}
