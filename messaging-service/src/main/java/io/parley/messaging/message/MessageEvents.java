package io.parley.messaging.message;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.StatusFacts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The append-only set of message events (ADR 0006). An event that is known already changes nothing; a new one is stored
 * together with its callbacks in the same transaction.
 */
@ApplicationScoped
public class MessageEvents {

    /**
     * A failure (states 3 and 4) after delivery is ignored. Ordered, so that two batches cannot deadlock.
     *
     * <p>An event's instant is fixed here, once: not before the known events of lower states, and that of the next
     * higher state if that one is known already. So instants never decrease from state to state, nor from one callback
     * to the next. Transactions that end a message's job serialize on its row, so this statement sees the events they
     * added.
     */
    private static final String INSERT = """
            insert into message_event (message_id, state, at, provider_id, error_code, error_text, details, provider_at)
            select t.message_id, t.state, placed.at, t.provider_id, t.error_code, t.error_text, t.details::jsonb,
              nullif(t.provider_at, placed.at)
            from unnest($1::uuid[], $2::smallint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::timestamptz[])
              as t (message_id, state, at, provider_id, error_code, error_text, details, provider_at)
            cross join lateral (
              select bool_or(k.state in (5, 6)) as arrived,
                max(k.at) filter (where k.state < t.state or t.state = 0) as floor,
                min(k.at) filter (where k.state > t.state and t.state > 0) as ceiling
              from message_event k where k.message_id = t.message_id) known
            cross join lateral (select coalesce(known.ceiling, greatest(t.at, known.floor)) as at) placed
            where t.state not in (3, 4) or known.arrived is not true
            order by t.message_id, t.state
            on conflict do nothing
            returning message_id, state, at""";

    private static final Comparator<StatusFacts> BY_STATE =
            Comparator.comparing(fact -> fact.event().state());

    private final PlanCallbacks planCallbacks;
    private final CallbackOutbox callbacks;
    private final MessageMetrics metrics;
    private final MessageLog log;

    MessageEvents(PlanCallbacks planCallbacks, CallbackOutbox callbacks, MessageMetrics metrics, MessageLog log) {
        this.planCallbacks = planCallbacks;
        this.callbacks = callbacks;
        this.metrics = metrics;
        this.log = log;
    }

    /** Adds new events with their callbacks. Returns the new ones, ordered by state. */
    public Uni<List<StatusFacts>> append(SqlConnection connection, List<StatusFacts> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var offered = OfferedEvents.merged(facts);
        return connection
                .preparedQuery(INSERT)
                .execute(tuple(offered))
                .map(rows -> fresh(rows, offered))
                .call(fresh -> callbacks.insert(connection, callbackRows(fresh)));
    }

    /** To be called after the commit with the result of {@link #append}. */
    public void announce(List<StatusFacts> fresh) {
        if (!fresh.isEmpty()) {
            callbacks.wake();
            fresh.forEach(metrics::happened);
            fresh.forEach(log::happened);
        }
    }

    private List<CallbackRow> callbackRows(List<StatusFacts> fresh) {
        return fresh.stream()
                .map(planCallbacks::status)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Tuple tuple(List<StatusFacts> facts) {
        var events = facts.stream().map(StatusFacts::event).toList();
        return Tuple.tuple()
                .addArrayOfUUID(ColumnArrays.of(events, MessageEvent::messageId, UUID[]::new))
                .addArrayOfShort(ColumnArrays.of(events, event -> event.state().code(), Short[]::new))
                .addArrayOfOffsetDateTime(
                        ColumnArrays.of(events, event -> event.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addArrayOfString(ColumnArrays.of(events, MessageEvent::providerId, String[]::new))
                .addArrayOfString(ColumnArrays.of(events, MessageEvent::errorCode, String[]::new))
                .addArrayOfString(ColumnArrays.of(events, MessageEvent::errorText, String[]::new))
                .addArrayOfString(ColumnArrays.of(events, MessageEvent::detailsJson, String[]::new))
                .addArrayOfOffsetDateTime(ColumnArrays.of(events, MessageEvents::providerAt, OffsetDateTime[]::new));
    }

    private static OffsetDateTime providerAt(MessageEvent event) {
        return event.providerAt() == null ? null : event.providerAt().atOffset(ZoneOffset.UTC);
    }

    /** The inserted events with their stored instants, ordered by state. */
    private static List<StatusFacts> fresh(RowSet<Row> rows, List<StatusFacts> offered) {
        Map<Key, Instant> inserted = HashMap.newHashMap(rows.rowCount());
        rows.forEach(row -> inserted.put(
                new Key(row.getUUID(0), MessageState.ofCode(row.getShort(1))),
                row.getOffsetDateTime(2).toInstant()));
        return offered.stream()
                .filter(fact -> inserted.containsKey(Key.of(fact)))
                .map(fact -> new StatusFacts(fact.message(), fact.event().withAt(inserted.get(Key.of(fact)))))
                .sorted(BY_STATE)
                .toList();
    }

    private record Key(UUID messageId, MessageState state) {

        static Key of(StatusFacts fact) {
            return new Key(fact.message().id(), fact.event().state());
        }
    }
}
