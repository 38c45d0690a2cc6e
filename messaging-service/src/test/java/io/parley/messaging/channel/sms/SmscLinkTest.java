package io.parley.messaging.channel.sms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.parley.runtime.setup.SetupFinding;
import io.parley.runtime.setup.SetupFinding.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of a link that is bound: enquire_link, and the version that the SMSC reports. */
class SmscLinkTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @RegisterExtension
    final RawBind bind = new RawBind();

    @Test
    void theRoundTripIsReported() {
        var found = check();

        assertThat(found.size(), is(1));
        assertThat(found.getFirst().result(), is(Result.OK));
        assertThat(found.getFirst().finding(), containsString("enquire_link is answered within"));
        assertThat(found.getFirst().finding(), containsString("version not reported"));
    }

    @Test
    void anUnansweredEnquireLinkIsReportedWhileTheSessionIsBound() {
        bind.smsc.answerEnquireLinks(false);

        var found = check();

        assertThat(found.getFirst().result(), is(Result.OK));
        assertThat(found.getLast().result(), is(Result.FAILED));
        assertThat(found.getLast().finding(), containsString("no response within 3000 ms"));
        assertThat(found.getLast().remedy(), containsString("parley.channels.sms.smscs.one.enquire-link"));

        bind.smsc.answerEnquireLinks(true);
        assertThat(check().size(), is(1));
    }

    @ParameterizedTest
    @CsvSource({
        "00 0210000100, 3.3 or earlier, 2",
        "00 0210000133, 3.3, 2",
        "534d534300 0210000134, 3.4, 1",
        "00 0210000150, 5.0, 1",
        "00 0427000102 0210000134, 3.4, 1",
        "00 02100005 34, not reported, 1",
        "534d5343, not reported, 1"
    })
    void theVersionIsReportedAndAnOldOneIsAWarning(String body, String version, int lines) {
        bind.smsc.bindBody(body.replace(" ", ""));
        bind.bindWith("submit-timeout", "PT1S");

        var found = check();

        assertThat(found.toString(), found.size(), is(lines));
        assertThat(found.getFirst().finding(), containsString(version));
        if (lines == 2) {
            assertThat(found.getLast().result(), is(Result.WARNING));
            assertThat(found.getLast().remedy(), containsString("user-message-reference to false"));
        }
    }

    private List<SetupFinding> check() {
        return bind.bed.channel.checkSetup(List.of()).await().atMost(TIMEOUT);
    }
}
