package io.parley.messaging.channel.sms;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.setup.SetupFinding;
import io.parley.runtime.setup.SetupFinding.Result;
import io.parley.runtime.test.Eventually;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check of the set-up: binds of each SMSC, and senders without one. */
class SmsSetupTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ScriptedSmsc smsc = new ScriptedSmsc();
    private SmsTestBed bed;

    @AfterEach
    void close() {
        bed.close();
        smsc.close();
    }

    @Test
    void aBoundSmscIsOk() {
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port()));
        bed.awaitBound(1);

        var finding = only(check());

        assertThat(finding.result(), is(Result.OK));
        assertThat(finding.subject(), is("smsc one"));
        assertThat(finding.remedy(), nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "14, password is invalid (0x0E), smscs.one.password",
        "15, system id is invalid (0x0F), smscs.one.system-id",
        "13, bind failed (0x0D), smscs.one.password",
        "5, already bound (0x05), smscs.one.binds",
        "83, system type is invalid (0x53), smscs.one.system-type",
        "8, system error (0x08), temporary",
        "1027, refused by the operator (0x403), smscs.one.binds"
    })
    void aRefusedBindIsReportedWithItsCommandStatus(int status, String reason, String setting) {
        smsc.rejectBinds(status);
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port()));

        Eventually.equal(true, () -> only(check()).finding().contains(reason));

        var finding = only(check());
        assertThat(finding.result(), is(Result.FAILED));
        assertThat(finding.remedy(), containsString(setting));
        assertThat(finding.toString(), not(containsString("secret1")));
    }

    @Test
    void aSecondBindThatTheOperatorDoesNotAllowIsAWarning() {
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port(), "binds", "2"));
        bed.awaitBound(2);
        smsc.rejectBinds(5);
        smsc.dropOneSession();
        Eventually.equal(true, () -> check().getFirst().finding().contains("already bound (0x05)"));

        var finding = check().getFirst();

        assertThat(finding.result(), is(Result.WARNING));
        assertThat(finding.finding(), containsString("1 of 2 binds are bound"));
        assertThat(finding.remedy(), containsString("parley.channels.sms.smscs.one.binds (2 for each instance"));
    }

    @Test
    void aBindThatComesAndGoesIsReported() {
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port()));
        for (var loss = 1; loss <= 3; loss++) {
            bed.awaitBound(1);
            smsc.dropSessions();
            var binds = loss + 1;
            Eventually.equal(true, () -> smsc.binds().size() >= binds);
        }
        bed.awaitBound(1);

        var findings = check();

        assertThat(findings.getFirst().result(), is(Result.OK));
        assertThat(findings.getLast().result(), is(Result.WARNING));
        assertThat(findings.getLast().finding(), containsString("lost 3 times"));
    }

    @Test
    void submitsThatAreThrottledOftenAreReportedWithTheWindow() {
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port()));
        bed.awaitBound(1);
        smsc.rejectAll(0x58);
        for (var submit = 0; submit < 10; submit++) {
            assertThat(check().size(), is(1));
            bed.submit(SmsTestBed.sender("4930555200", "one"), "Hi");
        }

        var found = check();

        assertThat(found.getFirst().finding(), containsString("at most 1 of 10 window slots"));
        assertThat(found.getLast().result(), is(Result.WARNING));
        assertThat(found.getLast().finding(), containsString("throttled 10 submits"));
        assertThat(found.getLast().remedy(), containsString("parley.channels.sms.smscs.one.window (10)"));
    }

    @Test
    void aPortWhereNoSmscListensIsReportedWithHostAndPort() {
        smsc.shutDown();
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port()));

        Eventually.equal(true, () -> only(check()).finding().contains("connection refused"));

        var finding = only(check());
        assertThat(finding.result(), is(Result.FAILED));
        assertThat(finding.remedy(), allOf(containsString("127.0.0.1"), containsString(Integer.toString(smsc.port()))));
    }

    @Test
    void aHostThatDoesNotExistIsReported() {
        bed = new SmsTestBed(SmsTestBed.smsc("one", smsc.port(), "host", "smsc.invalid"));

        Eventually.equal(true, () -> only(check()).finding().contains("unknown host"));
    }

    @Test
    void aSenderWhoseSmscIsNotConfiguredIsReported() {
        var settings = new HashMap<>(SmsTestBed.smsc("one", smsc.port()));
        bed = new SmsTestBed(settings);
        bed.awaitBound(1);

        var findings = check(SmsTestBed.sender("4930555200", "other"), SmsTestBed.sender("4930555201", "one"));

        assertThat(findings.size(), is(2));
        assertThat(findings.getLast().result(), is(Result.FAILED));
        assertThat(findings.getLast().remedy(), containsString("[one]"));
        assertThat(findings.getLast().toString(), not(containsString("4930555200")));
    }

    @Test
    void withoutAnSmscEverySenderIsReported() {
        bed = new SmsTestBed(Map.of());

        assertThat(check(), empty());
        assertThat(only(check(SmsTestBed.sender("4930555200", "one"))).result(), is(Result.FAILED));
    }

    private List<SetupFinding> check(Sender... senders) {
        return bed.channel.checkSetup(List.of(senders)).await().atMost(TIMEOUT);
    }

    private static SetupFinding only(List<SetupFinding> findings) {
        assertThat(findings.size(), is(1));
        return findings.getFirst();
    }
}
