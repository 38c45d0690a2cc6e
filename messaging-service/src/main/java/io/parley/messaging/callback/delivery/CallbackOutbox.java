package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.store.NewCallbacks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Outbox of callbacks. Rows are inserted in the transaction of their fact. */
@ApplicationScoped
public class CallbackOutbox {
    private final NewCallbacks callbacks;
    private final Placements placements;
    private final CallbackWorker worker;

    CallbackOutbox(NewCallbacks callbacks, Placements placements, CallbackWorker worker) {
        this.callbacks = callbacks;
        this.placements = placements;
        this.worker = worker;
    }

    /** Inserts the rows with one statement; an empty list executes none. */
    public Uni<Void> insert(SqlConnection connection, List<CallbackRow> rows) {
        return rows.isEmpty() ? Uni.createFrom().voidItem() : callbacks.insert(connection, rows, placements::of);
    }

    /** Deletes delivered inbound message callbacks, so that they cannot be replayed. */
    public Uni<Void> deleteInbound(SqlConnection connection, List<UUID> messageIds) {
        return messageIds.isEmpty() ? Uni.createFrom().voidItem() : callbacks.deleteInbound(connection, messageIds);
    }

    /** Wakes the worker after rows were committed, so that they are sent before the next poll. Never blocks. */
    public void wake() {
        worker.wake();
    }
}
