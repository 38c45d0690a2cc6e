package io.parley.messaging.channel.sms;

import static io.parley.messaging.channel.sms.ScriptedBind.US;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.channel.Submission.InDoubt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jsmpp.bean.BindType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lost, rejected and multiple binds, and their windows. */
@Tag("slow")
class SmsSessionsTest {
    @RegisterExtension
    final ScriptedBind bind = new ScriptedBind();

    @Test
    void everySubmitInFlightOfALostSessionIsInDoubt() {
        bind.smsc.answer((pdu, session) -> {
            session.close();
            return "1";
        });

        var open = IntStream.range(0, 5)
                .mapToObj(number ->
                        bind.bed.channel.submit(SmsTestBed.message(US, "Hi")).subscribeAsCompletionStage())
                .toList();

        var inDoubt = open.stream()
                .map(CompletableFuture::join)
                .filter(InDoubt.class::isInstance)
                .count();
        assertTrue(inDoubt >= 1);
        assertTrue(inDoubt >= bind.smsc.submits().size(), "each submit that reached the SMSC must be in doubt");
    }

    @Test
    void bindsAgainAfterALostSession() {
        bind.smsc.dropSessions();
        SmsTestBed.awaitUntil(() -> bind.smsc.binds().size() > 1);
        bind.bed.awaitBound(1);

        assertInstanceOf(Accepted.class, bind.bed.submit(US, "Hi"));
    }

    @Test
    void theWindowIsFreeAfterALostSession() {
        var first = new AtomicInteger();
        bind.smsc.answer((pdu, session) -> {
            if (first.incrementAndGet() <= 10) {
                ScriptedSmsc.delay(Duration.ofSeconds(1));
            }
            return "1";
        });
        IntStream.range(0, 10).forEach(number -> bind.bed
                .channel
                .submit(SmsTestBed.message(US, "Hi"))
                .subscribe()
                .with(submission -> {}));
        SmsTestBed.awaitUntil(() -> first.get() == 10);

        bind.smsc.dropSessions();
        SmsTestBed.awaitUntil(() -> bind.smsc.binds().size() > 1);
        bind.bed.awaitBound(1);

        assertEquals(0, bind.bed.metrics.get("parley.smpp.window.used").gauge().value());
        assertInstanceOf(Accepted.class, bind.bed.submit(US, "Hi"));
    }

    @Test
    void submitsInFlightDoNotExceedTheWindow() {
        var open = new AtomicInteger();
        var max = new AtomicInteger();
        bind.smsc.answer((pdu, session) -> {
            max.accumulateAndGet(open.incrementAndGet(), Math::max);
            ScriptedSmsc.delay(Duration.ofMillis(20));
            open.decrementAndGet();
            return "1";
        });

        var all = IntStream.range(0, 100)
                .mapToObj(number ->
                        bind.bed.channel.submit(SmsTestBed.message(US, "Hi")).subscribeAsCompletionStage())
                .toList();
        all.forEach(CompletableFuture::join);

        assertTrue(max.get() <= 10, "window of 10, but in flight: " + max.get());
        assertTrue(max.get() > 1);
    }

    @Test
    void countsSessionsAndSubmits() {
        bind.bed.submit(US, "Hi");

        assertEquals(
                1,
                bind.bed
                        .metrics
                        .get("parley.smpp.sessions")
                        .tags("smsc", "one", "state", "bound")
                        .gauge()
                        .value());
        assertEquals(
                1,
                bind.bed
                        .metrics
                        .get("parley.smpp.submit")
                        .tags("smsc", "one", "outcome", "accepted")
                        .timer()
                        .count());
        assertEquals(0, bind.bed.metrics.get("parley.smpp.window.used").gauge().value());
    }

    @Test
    void bindsAPairOfSessionsIfConfigured() {
        try (var pair = new SmsTestBed(SmsTestBed.smsc("one", bind.smsc.port(), "bind-mode", "pair"))) {
            pair.awaitBound(1);

            assertTrue(bind.smsc.binds().containsAll(List.of(BindType.BIND_TX, BindType.BIND_RX)));
            assertInstanceOf(Accepted.class, pair.submit(US, "Hi"));
        }
    }

    @Test
    void opensTheConfiguredNumberOfBinds() {
        try (var several = new SmsTestBed(SmsTestBed.smsc("one", bind.smsc.port(), "binds", "3"))) {
            several.awaitBound(3);

            assertInstanceOf(Accepted.class, several.submit(US, "Hi"));
        }
    }

    @Test
    void aRejectedBindIsRetriedWithBackOff() {
        bind.smsc.rejectBinds(0x0E);
        try (var refused = new SmsTestBed(SmsTestBed.smsc("one", bind.smsc.port()))) {
            SmsTestBed.awaitUntil(() -> bind.smsc.binds().size() >= 3);
            assertEquals(0, refused.channel.bound());

            bind.smsc.rejectBinds(0);
            refused.awaitBound(1);
        }
    }
}
