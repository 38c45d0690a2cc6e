package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.SubmitHints;
import io.parley.messaging.channel.TransportFailure;
import io.parley.messaging.channel.scripted.ScriptedChannel;
import io.parley.messaging.message.RecordDelivery;
import io.parley.messaging.message.Tenant;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.queue.DispatchJobState;
import io.parley.messaging.queue.WebhookClock;
import io.parley.runtime.test.Eventually;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A message in doubt of a new tenant, and statuses that arrive under ids that are not known. */
@Dependent
class LostResponse {

    static final String TEXT = "Your parcel comes tomorrow between eight and ten";
    static final String EXCERPT = "Your parcel comes to";

    @Inject
    Tenant tenant;

    /** Only {@link io.parley.messaging.channel.scripted.ScriptedNetwork} has it. */
    @Inject
    Instance<ScriptedChannel> channel;

    @Inject
    RecordDelivery deliveries;

    @Inject
    WebhookClock clock;

    @Inject
    DispatchTable table;

    /** The recipient. */
    final String person = Tenant.person();

    @PostConstruct
    void deleteStatusesOfOtherTests() {
        table.sql("delete from webhook_beat");
        table.sql("delete from orphan_status");
        table.sql("delete from unknown_submission");
    }

    UUID sendInDoubt(String text) {
        channel.get()
                .script(
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
                channel.get().callsTo(person).stream()
                        .filter(call -> call.messageId().equals(id))
                        .count());
    }

    int calls() {
        return channel.get().callsTo(person).size();
    }

    void beat() {
        clock.beat(Map.of(0, Instant.now())).await().atMost(Duration.ofSeconds(5));
    }

    void record(MessageState state, String providerId, Integer reference, String text) {
        recordOf(person, state, providerId, reference, text);
    }

    /** Records a status of a message to another recipient. */
    void recordOf(String recipient, MessageState state, String providerId, Integer reference, String text) {
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
