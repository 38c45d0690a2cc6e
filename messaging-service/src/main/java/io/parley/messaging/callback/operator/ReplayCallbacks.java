package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.delivery.CallbackOutbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Sends calls again: the very same id and bytes, with a schedule that begins anew, whether they were taken, given up or
 * are still waiting. Where they go is decided by the settings in force now. A call that is under way at the moment stays as
 * it is.
 */
@ApplicationScoped
class ReplayCallbacks {
    /** So that one request neither holds a transaction for long nor stands in front of everybody's fresh calls. */
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
    private final CallbackOutbox rows;

    ReplayCallbacks(Pool pool, Callbacks callbacks, CallbackOutbox rows) {
        this.pool = pool;
        this.callbacks = callbacks;
        this.rows = rows;
    }

    Uni<CallbackResponse> one(UUID accountId, UUID id) {
        callbacks.refuseUnknown(accountId);
        return callbacks
                .one(accountId, id)
                .chain(call -> makeDue(
                        "select id, account_id from callback where account_id = $1 and id = $2",
                        Tuple.of(accountId, id)))
                .chain(replayed -> callbacks.one(accountId, id));
    }

    /** The oldest of those that the filter lets through; the answer says how to go on. */
    Uni<ReplayResponse> all(UUID accountId, CallbackFilter filter) {
        callbacks.refuseUnknown(accountId);
        filter.refuseUnbounded();
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
                .invoke(this.rows::wake);
    }

    private static ReplayResponse response(Row row) {
        return new ReplayResponse(row.getInteger(0), row.getInteger(1) < MAX ? null : row.getUUID(2));
    }
}
