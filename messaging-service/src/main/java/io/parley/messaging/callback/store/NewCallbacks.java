package io.parley.messaging.callback.store;

import io.parley.messaging.callback.CallbackRow;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Inserts and deletes callbacks in the transaction of their fact. */
@ApplicationScoped
public class NewCallbacks {
    private static final Batch<Placed> CALLBACKS = Batch.<Placed>named("callbacks")
            .uuid("id", placed -> placed.row().id())
            .uuid("account_id", placed -> placed.row().accountId())
            .uuid("sender_id", placed -> placed.row().senderId())
            .uuid("message_id", placed -> placed.row().messageId())
            .enumerated("kind", "callback_kind", placed -> placed.row().kind())
            .text("channel", placed -> placed.row().channel())
            .text("event", placed -> placed.row().event())
            .text("url_override", placed -> placed.row().urlOverride())
            .text("body", placed -> placed.row().body())
            .text("traceparent", placed -> placed.row().traceparent())
            .enumerated(
                    "state", "callback_job_state", placed -> placed.placement().state())
            .bigint("endpoint_key", placed -> placed.placement().endpointKey());

    private static final SqlStatement INSERT = SqlStatement.file(NewCallbacks.class, "callback/insert-callbacks.sql")
            .batches(CALLBACKS)
            .load();
    private static final SqlStatement DELETE_SETTLED = SqlStatement.file(
                    NewCallbacks.class, "callback/delete-settled.sql")
            .parameters("message_ids")
            .load();

    private record Placed(CallbackRow row, Placement placement) {}

    /**
     * Inserts the rows with one statement.
     *
     * @param placement where a callback waits
     */
    public Uni<Void> insert(
            SqlConnection connection, List<CallbackRow> rows, Function<CallbackRow, Placement> placement) {
        var placed =
                rows.stream().map(row -> new Placed(row, placement.apply(row))).toList();
        return INSERT.with(CALLBACKS, placed).execute(connection).replaceWithVoid();
    }

    /** Deletes the callbacks of inbound messages that were delivered or are exhausted. */
    public Uni<Void> deleteInbound(SqlConnection connection, List<UUID> messageIds) {
        return DELETE_SETTLED
                .with("message_ids", messageIds.toArray(UUID[]::new))
                .execute(connection)
                .replaceWithVoid();
    }
}
