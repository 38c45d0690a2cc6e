package io.parley.messaging.message;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.PlanCallbacks;
import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.StatusFacts;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The append-only set of message events (ADR 0006). An event that is known already changes nothing; a new one is stored
 * together with its callbacks in the same transaction.
 */
@ApplicationScoped
public class MessageEvents {

    private static final Batch<StatusFacts> EVENTS = Batch.<StatusFacts>named("events")
            .uuid("message_id", event(MessageEvent::messageId))
            .enumerated("state", "message_state", event(MessageEvent::state))
            .timestamptz("at", event(MessageEvent::at))
            .text("provider_id", event(MessageEvent::providerId))
            .text("error_code", event(MessageEvent::errorCode))
            .text("error_text", event(MessageEvent::errorText))
            .jsonb("details", event(MessageEvent::detailsJson))
            .timestamptz("provider_at", event(MessageEvent::providerAt));

    private static final SqlStatement APPEND = SqlStatement.file(MessageEvents.class, "message/append-events.sql")
            .batches(EVENTS)
            .load();

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

    /** To be awaited before the transaction that calls {@link #append}, as {@link PlanCallbacks#prepare()}. */
    public Uni<Void> prepare() {
        return planCallbacks.prepare();
    }

    /** Adds new events with their callbacks. Returns the new ones, ordered by state. */
    public Uni<List<StatusFacts>> append(SqlConnection connection, List<StatusFacts> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var offered = OfferedEvents.merged(facts);
        return APPEND.with(EVENTS, offered)
                .execute(connection)
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

    private static <V> Function<StatusFacts, V> event(Function<MessageEvent, V> member) {
        return facts -> member.apply(facts.event());
    }

    /** The inserted events with their stored instants, ordered by state. */
    private static List<StatusFacts> fresh(SqlRows rows, List<StatusFacts> offered) {
        Map<Key, Instant> inserted = HashMap.newHashMap(rows.size());
        rows.forEach(row -> inserted.put(
                new Key(row.uuid("message_id"), row.enumerated("state", MessageState.class)), row.instant("at")));
        return offered.stream()
                .<StatusFacts>mapMulti((fact, found) -> {
                    var at = inserted.get(Key.of(fact));
                    if (at != null) {
                        found.accept(
                                new StatusFacts(fact.message(), fact.event().withAt(at)));
                    }
                })
                .sorted(BY_STATE)
                .toList();
    }

    private record Key(UUID messageId, MessageState state) {

        static Key of(StatusFacts fact) {
            return new Key(fact.message().id(), fact.event().state());
        }
    }
}
