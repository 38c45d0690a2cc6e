package io.parley.messaging.callback.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Queries callbacks and makes them due again. */
@ApplicationScoped
public class StoredCallbacks {
    private static final String ONE = "select " + StoredCallback.COLUMNS
            + " from callback call left join callback_job job on job.id = call.id"
            + " where call.account_id = $1 and call.id = $2";
    private static final String ATTEMPTS = """
            select at, attempt, endpoint, status, response, error, duration_ms from callback_attempt
             where callback_id = $1 order by at limit 1000""";
    private static final String CHOOSE_ONE =
            "select call.id, call.account_id from callback call where call.account_id = $1 and call.id = $2";

    /** A callback in flight is left unchanged. */
    private static final String MAKE_DUE = """
            , due as (
              insert into callback_job as job (id, account_id) select id, account_id from chosen order by id
              on conflict (id) do update
                set state = 'due', due_at = now(), attempts = 0, created_at = now(), endpoint_key = null,
                    last_status = null, last_error = null
                where job.state <> 'claimed'
              returning id)
            select (select count(*)::integer from due) as due, (select count(*)::integer from chosen) as chosen,
                   (select id from chosen order by id desc limit 1) as last""";

    private final Pool pool;

    StoredCallbacks(Pool pool) {
        this.pool = pool;
    }

    public Uni<Long> count(CallbackCriteria criteria) {
        var selection = new CallbackSelection(criteria);
        return pool.preparedQuery("select count(*)" + selection.sql())
                .execute(selection.parameters())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** The callbacks that match the criteria, in the order of their facts. */
    public Uni<List<StoredCallback>> list(CallbackCriteria criteria, int limit, long offset) {
        var selection = new CallbackSelection(criteria);
        var sql = "select " + StoredCallback.COLUMNS + selection.sql() + " order by call.id limit "
                + selection.parameter(limit) + " offset " + selection.parameter(offset);
        return pool.preparedQuery(sql)
                .mapping(StoredCallback::of)
                .execute(selection.parameters())
                .map(StoredCallbacks::list);
    }

    /** Empty if the account has no such callback. */
    public Uni<Optional<StoredCallback>> find(UUID accountId, UUID id) {
        return pool.preparedQuery(ONE)
                .mapping(StoredCallback::of)
                .execute(Tuple.of(accountId, id))
                .map(rows -> list(rows).stream().findFirst());
    }

    /** The logged attempts of a callback in their order, at most 1,000. */
    public Uni<List<LoggedAttempt>> attempts(UUID id) {
        return pool.preparedQuery(ATTEMPTS)
                .mapping(LoggedAttempt::of)
                .execute(Tuple.of(id))
                .map(StoredCallbacks::list);
    }

    /** Makes a callback due with a new retry schedule, whether it was delivered, is exhausted or is pending. */
    public Uni<MadeDue> makeDue(UUID accountId, UUID id) {
        return makeDue(CHOOSE_ONE, Tuple.of(accountId, id));
    }

    /** Makes the oldest callbacks due that match the criteria, at most {@code limit}. */
    public Uni<MadeDue> makeDue(CallbackCriteria criteria, int limit) {
        var selection = new CallbackSelection(criteria);
        return makeDue(
                "select call.id, call.account_id" + selection.sql() + " order by call.id limit "
                        + selection.parameter(limit),
                selection.parameters());
    }

    private Uni<MadeDue> makeDue(String chosen, Tuple parameters) {
        return pool.preparedQuery("with chosen as (" + chosen + ")" + MAKE_DUE)
                .execute(parameters)
                .map(rows -> MadeDue.of(rows.iterator().next()));
    }

    private static <T> List<T> list(RowSet<T> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    /**
     * Result of making callbacks due.
     *
     * @param count number of callbacks made due, without those in flight
     * @param chosen number of callbacks that matched
     * @param last id of the last one that matched; null if none did
     */
    public record MadeDue(int count, int chosen, UUID last) {

        static MadeDue of(Row row) {
            return new MadeDue(row.getInteger("due"), row.getInteger("chosen"), row.getUUID("last"));
        }
    }
}
