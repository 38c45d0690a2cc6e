package io.parley.messaging.inbound;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Channels;
import io.parley.model.ProviderEvent;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.logging.OutageLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Applies a batch of records concurrently, so that group commits combine them. A record that failed because of its own
 * content is retried alone, so that it does not fail others, and is parked after the last attempt.
 */
@ApplicationScoped
class ApplyEvents {
    private static final Logger LOG = Logger.getLogger(ApplyEvents.class);

    private final OutageLog outage = new OutageLog(LOG, "provider events will be retried");
    private final Channels channels;
    private final EventRouter router;
    private final FactRouter facts;
    private final Heartbeats heartbeats;
    private final ObjectReader reader;
    private final int attempts;

    ApplyEvents(
            Channels channels,
            EventRouter router,
            FactRouter facts,
            Heartbeats heartbeats,
            ObjectMapper json,
            InboundConfig config) {
        this.channels = channels;
        this.router = router;
        this.facts = facts;
        this.heartbeats = heartbeats;
        // A newer gateway may send members that are unknown here.
        this.reader = json.readerFor(ProviderEvent.class)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // Prices keep their digits.
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
        this.attempts = config.attempts();
    }

    /** Attempts each record once; returns those to be retried. Never fails. */
    Uni<List<ConsumedRecord>> apply(List<ConsumedRecord> records) {
        var failedBefore =
                records.stream().filter(record -> record.failures() > 0).toList();
        var others = records.stream().filter(record -> record.failures() == 0).toList();
        return concurrently(others)
                .chain(remaining -> oneByOne(failedBefore).map(more -> concat(remaining, more)))
                .invoke(this::endOutage);
    }

    private Uni<List<ConsumedRecord>> concurrently(List<ConsumedRecord> records) {
        return records.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(records.stream().map(this::attempt).toList())
                        .andFailFast()
                        .map(remaining ->
                                remaining.stream().flatMap(Optional::stream).toList());
    }

    private Uni<List<ConsumedRecord>> oneByOne(List<ConsumedRecord> records) {
        return Multi.createFrom()
                .iterable(records)
                .onItem()
                .transformToUniAndConcatenate(this::attempt)
                .collect()
                .asList()
                .map(remaining -> remaining.stream().flatMap(Optional::stream).toList());
    }

    /** Empty if the record is completed. */
    private Uni<Optional<ConsumedRecord>> attempt(ConsumedRecord record) {
        return Uni.createFrom()
                .deferred(() -> process(record))
                .replaceWith(Optional.<ConsumedRecord>empty())
                .onFailure()
                .recoverWithItem(failure -> Optional.of(retryOf(record, failure)));
    }

    private Uni<?> process(ConsumedRecord record) {
        if (record.failures() >= attempts) {
            return router.park(EventSource.ofBus(record), "failed " + attempts + " times");
        }
        if (facts.isFact(record)) {
            return facts.handle(record);
        }
        ProviderEvent event;
        try {
            event = reader.readValue(record.value());
        } catch (IOException e) {
            return router.park(EventSource.ofBus(record), "not a provider event");
        }
        return process(record, event);
    }

    private Uni<?> process(ConsumedRecord record, @Nullable ProviderEvent event) {
        if (event != null && heartbeats.isHeartbeat(event)) {
            heartbeats.received(record.kafka().partition(), event.receivedAt());
            return Uni.createFrom().voidItem();
        }
        if (event == null || event.id() == null || event.provider() == null || event.kind() == null) {
            return router.park(EventSource.ofBus(record), "not a provider event");
        }
        var source = EventSource.ofBus(record, event);
        return channels.reading(event.provider())
                .<Uni<?>>map(channel -> applyTo(channel, event, source))
                .orElseGet(() -> router.park(source, "no channel for provider " + event.provider()));
    }

    private Uni<?> applyTo(Channel<?> channel, ProviderEvent event, EventSource source) {
        var effects = new ArrayList<Uni<EventOutcome>>();
        channel.read(event).forEach(item -> effects.add(router.handle(channel.name(), item, source)));
        return switch (effects.size()) {
            case 0 -> Uni.createFrom().voidItem();
            case 1 -> effects.getFirst();
            default -> Uni.join().all(effects).andCollectFailures();
        };
    }

    private ConsumedRecord retryOf(ConsumedRecord record, Throwable failure) {
        if (!isCausedByEvent(failure)) {
            outage.failed(failure);
            return record;
        }
        LOG.warnf(
                "provider event will be retried position=%s attempt=%d cause=%s",
                record.position(), record.failures() + 1, failure);
        return record.failedAgain();
    }

    /** Whether the event itself causes the failure, so that waiting does not help. */
    private static boolean isCausedByEvent(Throwable failure) {
        return switch (Failures.kindOf(failure)) {
            case INVALID_DATA -> true;
            case UNEXPECTED -> failure instanceof RuntimeException;
            default -> false;
        };
    }

    private void endOutage(List<ConsumedRecord> remaining) {
        if (remaining.isEmpty()) {
            outage.succeeded();
        }
    }

    private static List<ConsumedRecord> concat(List<ConsumedRecord> first, List<ConsumedRecord> others) {
        var all = new ArrayList<>(first);
        all.addAll(others);
        return all;
    }
}
