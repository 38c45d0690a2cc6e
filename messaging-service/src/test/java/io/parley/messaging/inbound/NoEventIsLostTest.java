package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.messaging.CapturedLog;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.callback.delivery.RecordingCustomer;
import io.parley.messaging.channel.ChannelEvent;
import io.parley.messaging.channel.ChannelEvents;
import io.parley.messaging.channel.Channels;
import io.parley.messaging.model.MoContent;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accepted events are not lost while the database is unavailable, whether received by webhook or connection. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(DeliveryProfile.class)
@Tag("fault")
class NoEventIsLostTest {
    @Inject
    @RegisterExtension
    CallbackNumber number;

    @Inject
    TestTopics bus;

    @Inject
    CallbackTable table;

    @Inject
    ChannelEvents connections;

    @Inject
    Channels channels;

    @Test
    void eventsAreRetriedWhileTheDatabaseIsUnavailable() {
        bus.publish(List.of(number.message("before", "Hello")));
        Eventually.equal(1L, number::stored);
        var postgres = Infrastructure.postgres();
        var events = new ArrayList<String>();
        for (var i = 0; i < 300; i++) {
            events.add(number.message("d" + i, "Hello " + i));
        }

        try (var log = new CapturedLog()) {
            postgres.fail().run();
            try {
                bus.publish(events);
                pause(Duration.ofSeconds(3));
            } finally {
                postgres.recover().run();
            }
            assertEquals(
                    1,
                    log.lines().stream()
                            .filter(line -> line.contains("provider events will be retried"))
                            .count(),
                    "one log line per outage");
        }

        Eventually.equal(301L, () -> orUnavailable(number::stored));
        Eventually.equal(0L, () -> orUnavailable(number::pendingCallbacks));
        assertEquals(
                301,
                number.customer.calls("/in").stream()
                        .map(RecordingCustomer.Call::text)
                        .distinct()
                        .count());
        assertEquals(0L, number.parked());
    }

    @Test
    void aConnectionsEventCompletesAfterItsCommit() {
        connections
                .accept(channels.named("whatsapp").orElseThrow(), direct())
                .await()
                .atMost(Duration.ofSeconds(10));

        assertEquals(1L, number.stored());
    }

    /** SmsInboundTest checks the response to the SMSC. */
    @Test
    void aConnectionsEventFailsWhileTheDatabaseIsUnavailable() {
        var result = connections.accept(channels.named("whatsapp").orElseThrow(), direct());
        var postgres = Infrastructure.postgres();

        postgres.fail().run();
        try {
            assertThrows(Exception.class, () -> result.await().atMost(Duration.ofSeconds(15)));
        } finally {
            postgres.recover().run();
        }

        Eventually.equal(0L, () -> orUnavailable(number::stored));
    }

    @Test
    void aHeartbeatAdvancesTheWebhookClock() {
        var before = beatAt();

        bus.publish(List.of(bus.heartbeat(Instant.now())));

        Eventually.equal(true, () -> beatAt().isAfter(before));
    }

    private ChannelEvent direct() {
        return new ChannelEvent.Received(
                "whatsapp",
                "direct-" + number.run,
                number.sender.providerId(),
                "4915550001111",
                null,
                Instant.now(),
                new MoContent.Text("Hello"),
                null);
    }

    private Instant beatAt() {
        return table.all("select beat_at from webhook_clock")
                .getFirst()
                .getOffsetDateTime(0)
                .toInstant();
    }

    private static long orUnavailable(LongSupplier value) {
        try {
            return value.getAsLong();
        } catch (RuntimeException unavailable) {
            return -1;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
