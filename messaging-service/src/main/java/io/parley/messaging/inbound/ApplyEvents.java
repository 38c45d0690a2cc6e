package io.parley.messaging.inbound;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.Channels;
import io.parley.model.ProviderEvent;
import io.parley.runtime.logging.OutageLog;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Applies a batch of records. All go at once, so that the group commits see them together; one that failed for a reason
 * of its own goes alone from then on, so that it cannot fail others, and is parked in the end.
 */
@ApplicationScoped
class ApplyEvents {
    private static final Logger LOG = Logger.getLogger(ApplyEvents.class);

    private final OutageLog outage = new OutageLog(LOG, "provider events will be tried again");
    private final Channels channels;
    private final EventRouter handle;
    private final FactRouter facts;
    private final Heartbeats heartbeats;
    private final ObjectReader reader;
    private final int attempts;

    ApplyEvents(
            Channels channels,
            EventRouter handle,
            FactRouter facts,
            Heartbeats heartbeats,
            ObjectMapper json,
            InboundConfig config) {
        this.channels = channels;
        this.handle = handle;
        this.facts = facts;
        this.heartbeats = heartbeats;
        // A newer gateway may say more than we know.
        this.reader = json.readerFor(ProviderEvent.class)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // Prices keep the digits they came with.
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
        this.attempts = config.attempts();
    }

    /** Tries each once; answers those that have to be tried again. Never fails. */
    Uni<List<ConsumedRecord>> apply(List<ConsumedRecord> records) {
        var suspects = records.stream().filter(record -> record.failures() > 0).toList();
        var others = records.stream().filter(record -> record.failures() == 0).toList();
        return together(others)
                .chain(left -> oneByOne(suspects).map(more -> joined(left, more)))
                .invoke(this::noteEndOfOutage);
    }

    private Uni<List<ConsumedRecord>> together(List<ConsumedRecord> records) {
        return records.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(records.stream().map(this::attempt).toList())
                        .andFailFast()
                        .map(left -> left.stream().flatMap(Optional::stream).toList());
    }

    private Uni<List<ConsumedRecord>> oneByOne(List<ConsumedRecord> records) {
        return Multi.createFrom()
                .iterable(records)
                .onItem()
                .transformToUniAndConcatenate(this::attempt)
                .collect()
                .asList()
                .map(left -> left.stream().flatMap(Optional::stream).toList());
    }

    /** Empty if it is done with. */
    private Uni<Optional<ConsumedRecord>> attempt(ConsumedRecord record) {
        return Uni.createFrom()
                .deferred(() -> applied(record))
                .replaceWith(Optional.<ConsumedRecord>empty())
                .onFailure()
                .recoverWithItem(failure -> Optional.of(again(record, failure)));
    }

    private Uni<?> applied(ConsumedRecord record) {
        if (record.failures() >= attempts) {
            return handle.park(EventSource.ofBus(record), "failed " + attempts + " times");
        }
        if (facts.isFact(record)) {
            return facts.handle(record);
        }
        ProviderEvent event;
        try {
            event = reader.readValue(record.value());
        } catch (IOException e) {
            return handle.park(EventSource.ofBus(record), "not a provider event");
        }
        return applied(record, event);
    }

    private Uni<?> applied(ConsumedRecord record, ProviderEvent event) {
        if (heartbeats.isHeartbeat(event)) {
            heartbeats.received(record.kafka().partition(), event.receivedAt());
            return Uni.createFrom().voidItem();
        }
        if (event == null || event.id() == null || event.provider() == null || event.kind() == null) {
            return handle.park(EventSource.ofBus(record), "not a provider event");
        }
        var origin = EventSource.ofBus(record, event);
        return channels.reading(event.provider())
                .<Uni<?>>map(channel -> reported(channel, event, origin))
                .orElseGet(() -> handle.park(origin, "nobody reads " + event.provider()));
    }

    private Uni<?> reported(Channel<?> channel, ProviderEvent event, EventSource origin) {
        var effects = new ArrayList<Uni<EventOutcome>>();
        channel.read(event).forEach(item -> effects.add(handle.handle(channel.name(), item, origin)));
        return switch (effects.size()) {
            case 0 -> Uni.createFrom().voidItem();
            case 1 -> effects.getFirst();
            default -> Uni.join().all(effects).andCollectFailures();
        };
    }

    private ConsumedRecord again(ConsumedRecord record, Throwable failure) {
        if (!FailureKind.isOnEvent(failure)) {
            outage.failed(failure);
            return record;
        }
        LOG.warnf(
                "provider event will be tried again position=%s attempt=%d cause=%s",
                record.position(), record.failures() + 1, failure);
        return record.failedOnceMore();
    }

    private void noteEndOfOutage(List<ConsumedRecord> left) {
        if (left.isEmpty()) {
            outage.worked();
        }
    }

    private static List<ConsumedRecord> joined(List<ConsumedRecord> some, List<ConsumedRecord> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
