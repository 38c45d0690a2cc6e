package io.parley.messaging.message;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.channel.MessageState;
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
 * The append-only set of what happened to messages (architecture D10). Whoever learns something appends it; what was
 * known already changes nothing and tells nobody, what is new leaves the callbacks that are due for it in the same
 * transaction.
 */
@ApplicationScoped
public class MessageEvents {

    /**
     * That all is lost (states 3 and 4) is no news about a message that has arrived. Ordered, so that two batches cannot
     * deadlock.
     *
     * <p>An event's instant is fixed here, once: not before the known events of lower states, and that of the next higher
     * state where that one is known already. So instants run neither back from state to state nor from one callback to the
     * next. The transactions that end a message's job wait for each other at its row, so this sees what they added.
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

    private static final Comparator<Happening> IN_ORDER =
            Comparator.comparing(happening -> happening.event().state());

    /** Something that happened to a message we know. */
    public record Happening(MessageFacts message, MessageEvent event) {}

    private final PlanCallbacks plan;
    private final CallbackOutbox callbacks;
    private final MessageMetrics metrics;
    private final MessageLog log;

    MessageEvents(PlanCallbacks plan, CallbackOutbox callbacks, MessageMetrics metrics, MessageLog log) {
        this.plan = plan;
        this.callbacks = callbacks;
        this.metrics = metrics;
        this.log = log;
    }

    /** Adds what is new with its callbacks; answers what was new, in the order of states. */
    public Uni<List<Happening>> append(SqlConnection connection, List<Happening> happenings) {
        if (happenings.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var offered = OfferedEvents.merged(happenings);
        return connection
                .preparedQuery(INSERT)
                .execute(tuple(offered))
                .map(rows -> fresh(rows, offered))
                .call(fresh -> callbacks.insert(connection, calls(fresh)));
    }

    /** To be called after the commit with what {@link #append} answered. */
    public void announce(List<Happening> fresh) {
        if (!fresh.isEmpty()) {
            callbacks.wake();
            fresh.forEach(metrics::happened);
            fresh.forEach(log::happened);
        }
    }

    private List<CallbackRow> calls(List<Happening> fresh) {
        return fresh.stream()
                .map(happening -> plan.status(happening.message().status(happening.event())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Tuple tuple(List<Happening> happenings) {
        var events = happenings.stream().map(Happening::event).toList();
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

    /** What was inserted, at the instants that were stored, in the order of states. */
    private static List<Happening> fresh(RowSet<Row> rows, List<Happening> offered) {
        Map<Key, Instant> inserted = HashMap.newHashMap(rows.rowCount());
        rows.forEach(row -> inserted.put(
                new Key(row.getUUID(0), MessageState.ofCode(row.getShort(1))),
                row.getOffsetDateTime(2).toInstant()));
        return offered.stream()
                .filter(happening -> inserted.containsKey(Key.of(happening)))
                .map(happening ->
                        new Happening(happening.message(), happening.event().withAt(inserted.get(Key.of(happening)))))
                .sorted(IN_ORDER)
                .toList();
    }

    private record Key(UUID messageId, MessageState state) {

        static Key of(Happening happening) {
            return new Key(happening.message().id(), happening.event().state());
        }
    }
}
