package io.parley.messaging.message;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Records statuses as from the webhooks of the provider of the scripted channel, and creates them. */
@Singleton
class StatusRecorder {
    private final RecordDelivery deliveries;

    StatusRecorder(RecordDelivery deliveries) {
        this.deliveries = deliveries;
    }

    /** Records statuses at the same time. */
    void record(List<Status> statuses) {
        var all = statuses.stream().map(deliveries::record).toList();
        Uni.join().all(all).andFailFast().await().atMost(Duration.ofSeconds(10));
    }

    static Status status(String providerId, MessageState state) {
        var error = state == MessageState.FAILED || state == MessageState.CHANNEL_FAILED
                ? new ProviderError("viber::error::12", "lost")
                : null;
        return new Status("viber", providerId, null, state, Instant.now(), error, null);
    }

    /** Returns the provider's ids of a message in three segments. */
    static List<String> segments(UUID id) {
        return List.of(id + "-1", id + "-2", id + "-3");
    }

    /**
     * Returns a status "delivered".
     *
     * @param alternatives other representations of the id
     */
    static Status statusWithId(String id, String... alternatives) {
        return new Status(
                "viber", id, null, MessageState.DELIVERED, Instant.now(), null, null, null, List.of(alternatives), 1);
    }

    static Status ofSegments(Status status, int segments) {
        return new Status(
                status.provider(),
                status.providerMessageId(),
                null,
                status.state(),
                status.at(),
                null,
                null,
                status.hints(),
                status.alternatives(),
                segments);
    }
}
