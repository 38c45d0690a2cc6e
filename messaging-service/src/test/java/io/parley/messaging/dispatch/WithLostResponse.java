package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.SubmitHints;
import io.parley.messaging.channel.TransportFailure;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.message.RecordDelivery;
import io.parley.messaging.message.WithTenant;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.queue.DispatchJobState;
import io.parley.messaging.queue.WebhookClock;
import io.parley.runtime.test.Eventually;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A test with a message in doubt, whose statuses may arrive under ids that are not known. */
abstract class WithLostResponse extends WithTenant {

    static final String TEXT = "Your parcel comes tomorrow between eight and ten";
    static final String EXCERPT = "Your parcel comes to";

    @Inject
    RecordDelivery deliveries;

    @Inject
    WebhookClock clock;

    @Inject
    DispatchTable table;

    @BeforeEach
    void deleteStatusesOfOtherTests() {
        table.sql("delete from webhook_beat");
        table.sql("delete from orphan_status");
        table.sql("delete from unknown_submission");
    }

    UUID sendInDoubt(String text) {
        channel.script(
                person,
                call -> call.attempt() == 1
                        ? ScriptedChannel.requests(TransportFailure.noAnswer())
                        : ScriptedChannel.accepted(call));
        var id = tenant.send(person, text);
        Eventually.holds(() -> assertEquals(DispatchJobState.IN_DOUBT, table.state(id)));
        return id;
    }

    void assertResent(UUID id) {
        Eventually.holds(() -> {
            beat();
            assertEquals("dispatched", tenant.status(id));
        });
        assertEquals(
                2,
                channel.callsTo(person).stream()
                        .filter(call -> call.messageId().equals(id))
                        .count());
    }

    int calls() {
        return channel.callsTo(person).size();
    }

    void beat() {
        clock.beat(Map.of(0, Instant.now())).await().atMost(Duration.ofSeconds(5));
    }

    void record(MessageState state, String providerId, String recipient, Integer reference, String text) {
        deliveries
                .record(new Status(
                        "viber",
                        providerId + "-" + person,
                        null,
                        state,
                        Instant.now(),
                        null,
                        null,
                        new SubmitHints(tenant.serviceId(), recipient, reference, text)))
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
