package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.command.InvalidArguments;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./dev doctor} against the whole platform: all is well but for an SMSC that does not run. */
@ExtendWith(OnePlatform.class)
@Tag("slow")
class DoctorCommandTest {

    @TempDir
    Path folder;

    @Test
    void printsALineForEachSubjectAndWhatToDo(Platform platform) {
        var out = new ByteArrayOutputStream();
        var url = platform.endpoints().front();

        var status = DoctorCommand.parse(new String[] {"doctor", "--url", url}, folder)
                .run(Map.of("PARLEY_OPERATOR_KEY", platform.credentials().operatorKey()), new PrintStream(out, true));

        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertLine(lines, "ok +platform +webhooks +heartbeats .*");
        assertLine(lines, "ok +viber +service " + LocalIdentities.VIBER_SERVICE + " .*webhook is registered");
        assertLine(lines, "ok +sms +smsc \\w+ .* binds are bound, enquire_link is answered within .*");
        assertLine(lines, "ok +whatsapp +webhook +the gateway answers at .* and accepts the verify token");
        assertLine(lines, "failed +sms +smsc " + OnePlatform.PEER + " .*connection refused");
        assertLine(lines, " +→ .*parley\\.channels\\.sms\\.smscs\\." + OnePlatform.PEER + "\\.host .*");
        assertTrue(lines.getLast().matches("\\d+ checked, 1 failed, \\d+ with a warning\\."), lines.getLast());
        assertEquals(1, status);
        assertFalse(lines.toString().contains(OnePlatform.PEER_PASSWORD));
    }

    @Test
    void aWrongKeyIsReportedWithTheAnswersReason(Platform platform) {
        var command = DoctorCommand.parse(
                new String[] {"doctor", "--url", platform.endpoints().front()}, folder);

        var failure = assertThrows(
                StartupException.class, () -> command.run(Map.of("PARLEY_OPERATOR_KEY", "wrong"), System.out));

        assertTrue(failure.getMessage().contains("status 401"), failure.getMessage());
    }

    @Test
    void theRemedyIsNamedIfNothingRunsOrNoKeyIsSet() {
        var none = DoctorCommand.parse(new String[] {"doctor", "--state", folder.toString()}, folder);
        assertTrue(assertThrows(StartupException.class, () -> none.run(Map.of(), System.out))
                .getMessage()
                .contains("./dev up"));

        var remote = DoctorCommand.parse(new String[] {"doctor", "--url", "https://api.example.com"}, folder);
        assertTrue(assertThrows(StartupException.class, () -> remote.run(Map.of(), System.out))
                .getMessage()
                .contains("PARLEY_OPERATOR_KEY"));

        assertThrows(
                InvalidArguments.class,
                () -> DoctorCommand.parse(new String[] {"doctor", "--url", "api.example.com"}, folder));
    }

    private static void assertLine(List<String> lines, String pattern) {
        assertTrue(lines.stream().anyMatch(line -> line.matches(pattern)), () -> pattern + "\n" + lines);
    }
}
