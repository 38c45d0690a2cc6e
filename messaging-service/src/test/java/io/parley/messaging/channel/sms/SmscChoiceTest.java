package io.parley.messaging.channel.sms;

import static io.parley.messaging.channel.sms.ScriptedBind.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.Deferred;
import io.parley.messaging.channel.Submission.InDoubt;
import io.parley.model.directory.DirectoryEntry.Sender;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.extra.ProcessRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Selection of the SMSC for senders with several or none. */
class SmscChoiceTest {
    private static final Sender EITHER = SmsTestBed.sender("4930555200", "one, two");

    @RegisterExtension
    final ScriptedBind bind = new ScriptedBind();

    @Test
    void usesTheNextSmscIfTheFirstIsUnavailable() {
        try (var other = new ScriptedSmsc();
                var both = both(other)) {
            both.awaitBound(2);
            bind.smsc.shutDown();
            both.awaitBound(1);

            assertEquals("sms/two", accepted(both).provider());
        }
    }

    @Test
    void usesTheNextSmscIfTheFirstThrottles() {
        try (var other = new ScriptedSmsc();
                var both = both(other)) {
            both.awaitBound(2);
            bind.smsc.rejectAll(0x58);

            assertEquals("sms/two", accepted(both).provider());
        }
    }

    @Test
    void aMessageInDoubtIsNotSentToAnotherSmsc() {
        try (var other = new ScriptedSmsc();
                var both = both(other)) {
            both.awaitBound(2);
            bind.smsc.stayQuiet();

            assertInstanceOf(InDoubt.class, both.submit(EITHER, "Hi"));
            assertTrue(other.submits().isEmpty());
        }
    }

    @Test
    void aPartiallyAcceptedTextIsNotSentToAnotherSmsc() {
        try (var other = new ScriptedSmsc();
                var both = both(other)) {
            both.awaitBound(2);
            var count = new AtomicInteger();
            bind.smsc.answer((pdu, session) -> {
                if (count.incrementAndGet() > 1) {
                    throw new ProcessRequestException("throttled", 0x58);
                }
                return "1";
            });

            assertInstanceOf(InDoubt.class, both.submit(EITHER, "x".repeat(200)));
            assertTrue(other.submits().isEmpty());
        }
    }

    @Test
    void aPolicyOfFailTakesPrecedenceAmongSmscs() {
        var settings = new HashMap<>(SmsTestBed.smsc("one", bind.smsc.port()));
        settings.putAll(SmsTestBed.smsc("two", bind.smsc.port(), "in-doubt-policy", "fail"));
        try (var both = new SmsTestBed(settings)) {
            assertEquals(InDoubtPolicy.RESEND, both.channel.inDoubtPolicy(US));
            assertEquals(InDoubtPolicy.FAIL, both.channel.inDoubtPolicy(EITHER));
        }
    }

    @Test
    void aMessageOfASenderWithoutAnSmscIsDeferred() {
        var deferred =
                assertInstanceOf(Deferred.class, bind.bed.submit(SmsTestBed.sender("4930555200", "nowhere"), "Hi"));

        assertEquals("conversations::error::nosmsc", deferred.error().code());
    }

    private SmsTestBed both(ScriptedSmsc other) {
        var settings = new HashMap<>(SmsTestBed.smsc("one", bind.smsc.port()));
        settings.putAll(SmsTestBed.smsc("two", other.port()));
        return new SmsTestBed(settings);
    }

    private Accepted accepted(SmsTestBed bed) {
        return assertInstanceOf(Accepted.class, bed.submit(EITHER, "Hi"));
    }
}
