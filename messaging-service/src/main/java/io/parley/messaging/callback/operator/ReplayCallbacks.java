package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Replays callbacks: the same id and bytes with a new retry schedule, whether they were delivered, exhausted or are
 * pending. The URL is resolved from the current settings. A callback in flight is left unchanged.
 */
@ApplicationScoped
class ReplayCallbacks {
    /** Limits a request, so that it neither holds a transaction for long nor delays the new callbacks of others. */
    private static final int MAX = 5_000;

    private static final String MAKE_DUE = """
            , due as (
              insert into callback_job as job (id, account_id) select id, account_id from chosen order by id
              on conflict (id) do update
                set state = 0, due_at = now(), attempt = 0, created_at = now(), lane = null,
                    last_status = null, last_error = null
                where job.state <> 1
              returning id)
            select (select count(*)::integer from due), (select count(*)::integer from chosen),
                   (select id from chosen order by id desc limit 1)""";

    private final Pool pool;
    private final Callbacks callbacks;
    private final CallbackOutbox outbox;

    ReplayCallbacks(Pool pool, Callbacks callbacks, CallbackOutbox outbox) {
        this.pool = pool;
        this.callbacks = callbacks;
        this.outbox = outbox;
    }

    Uni<CallbackResponse> one(UUID accountId, UUID id) {
        callbacks.requireAccount(accountId);
        return callbacks
                .one(accountId, id)
                .chain(call -> makeDue(
                        "select id, account_id from callback where account_id = $1 and id = $2",
                        Tuple.of(accountId, id)))
                .chain(replayed -> callbacks.one(accountId, id));
    }

    /** Replays the oldest callbacks that match the filter; the response states how to continue. */
    Uni<ReplayResponse> all(UUID accountId, CallbackFilter filter) {
        callbacks.requireAccount(accountId);
        filter.requireBound();
        var selection = new Selection(accountId, filter);
        var chosen = "select call.id, call.account_id" + selection.sql() + " order by call.id limit "
                + selection.parameter(MAX);
        return makeDue(chosen, selection.parameters());
    }

    private Uni<ReplayResponse> makeDue(String chosen, Tuple parameters) {
        return pool.preparedQuery("with chosen as (" + chosen + ")" + MAKE_DUE)
                .execute(parameters)
                .map(rows -> rows.iterator().next())
                .map(ReplayCallbacks::response)
                .invoke(this.outbox::wake);
    }

    private static ReplayResponse response(Row row) {
        return new ReplayResponse(row.getInteger(0), row.getInteger(1) < MAX ? null : row.getUUID(2));
    }
}
