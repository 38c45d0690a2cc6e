package io.parley.messaging.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.Topics;
import io.parley.runtime.bus.BusRecord;
import io.parley.runtime.bus.BusUnavailable;
import io.parley.runtime.bus.EventPublisher;
import io.parley.runtime.parking.ParkedEvents;
import io.parley.runtime.parking.StoredParkedEvent;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishes parked provider events again, as they were, for example after a sender was added or with a later release. An
 * event that still cannot be processed is parked again. Only events of the bus: those of a connection have no record.
 */
@ApplicationScoped
class ReplayParkedEvents {
    /** Limits a request, so that its events do not delay new ones for long. */
    static final int MAX = 1_000;

    static final String TOPIC = Topics.MESSAGING_PROVIDER_EVENTS;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ParkedEvents parked;
    private final EventPublisher publisher;
    private final ObjectMapper json;

    ReplayParkedEvents(ParkedEvents parked, EventPublisher publisher, ObjectMapper json) {
        this.parked = parked;
        this.publisher = publisher;
        this.json = json;
    }

    /**
     * Result of a replay.
     *
     * @param replayed number of published events
     */
    record ReplayedEvents(int replayed) {}

    /** @param ids which ones; null for all, at most {@value #MAX} */
    Uni<ReplayedEvents> replay(@Nullable Collection<String> ids) {
        return parked.claim(TOPIC, ids, MAX)
                .call(this::publish)
                .call(parked::delete)
                .map(events -> new ReplayedEvents(events.size()));
    }

    private Uni<Void> publish(List<StoredParkedEvent> events) {
        var records = events.stream().map(this::record).toList();
        return publisher
                .publishAll(records)
                .onFailure(BusUnavailable.class)
                .transform(failure -> Problems.unavailable(RETRY_AFTER, "The broker is unavailable; try again later."));
    }

    private BusRecord record(StoredParkedEvent stored) {
        var event = stored.event();
        return BusRecord.of(
                TOPIC, key(event.payload()), event.payload().getBytes(StandardCharsets.UTF_8), event.traceparent());
    }

    /** The key of the event keeps its order among those of its conversation; null if it is unreadable. */
    private @Nullable String key(String payload) {
        try {
            return json.readTree(payload).path("key").textValue();
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
