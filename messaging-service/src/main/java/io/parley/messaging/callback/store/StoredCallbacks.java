package io.parley.messaging.callback.store;

import io.parley.runtime.sql.SqlCall;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries callbacks and makes them due again. */
@ApplicationScoped
public class StoredCallbacks {
    private static final String COLUMNS = "call.id, call.kind, call.channel, call.event, call.message_id,"
            + " job.state, job.due_at, job.attempts, job.last_status, job.last_error";

    private static final SqlStatement FIND = SqlStatement.text("select " + COLUMNS
                    + " from callback call left join callback_job job on job.id = call.id"
                    + " where call.account_id = :account_id and call.id = :id")
            .parameters("account_id", "id")
            .load();
    private static final SqlStatement ATTEMPTS =
            SqlStatement.text("""
            select at, attempt, endpoint, status, response, error, duration_ms from callback_attempt
             where callback_id = :id order by at limit 1000""").parameters("id").load();

    private static final SqlStatement ATTEMPTS_OF_SEVERAL =
            SqlStatement.text("""
            select callback_id, at, attempt, endpoint, status, response, error, duration_ms from callback_attempt
             where callback_id = any(:ids::uuid[]) order by at limit 1000""").parameters("ids").load();
    private static final SqlStatement BACKLOG = SqlStatement.text("""
            select account_id, state, count(*) as jobs, min(created_at) as oldest
              from (select account_id, state, created_at from callback_job limit 100000) job
             group by account_id, state order by account_id, state""").load();

    private static final SqlFragment MAKE_DUE =
            SqlFragment.file("make_due", StoredCallbacks.class, "callback/make-due.sql");
    private static final SqlStatement MAKE_ONE_DUE = SqlStatement.text("""
            with chosen as (
              select id, account_id from callback where account_id = :account_id and id = :id
            ), :make_due""")
            .parameters("account_id", "id")
            .fragments(MAKE_DUE)
            .load();

    private final Pool pool;

    StoredCallbacks(Pool pool) {
        this.pool = pool;
    }

    public Uni<Long> count(CallbackCriteria criteria) {
        return new CallbackSelection(criteria)
                .call("select count(*) as total", "", Map.of())
                .execute(pool)
                .map(rows -> rows.first().bigint("total"));
    }

    /** The callbacks that match the criteria, in the order of their facts. */
    public Uni<List<StoredCallback>> list(CallbackCriteria criteria, int limit, long offset) {
        return new CallbackSelection(criteria)
                .call(
                        "select " + COLUMNS,
                        " order by call.id limit :limit offset :offset",
                        Map.of("limit", limit, "offset", offset))
                .execute(pool)
                .map(rows -> rows.list(StoredCallback::of));
    }

    /** Empty if the account has no such callback. */
    public Uni<Optional<StoredCallback>> find(UUID accountId, UUID id) {
        return FIND.with("account_id", accountId)
                .with("id", id)
                .execute(pool)
                .map(rows -> rows.first(StoredCallback::of));
    }

    /** The logged attempts of a callback in their order, at most 1,000. */
    public Uni<List<LoggedAttempt>> attempts(UUID id) {
        return ATTEMPTS.with("id", id).execute(pool).map(rows -> rows.list(LoggedAttempt::of));
    }

    /** The logged attempts of several callbacks in their order, at most 1,000 in all. */
    public Uni<Map<UUID, List<LoggedAttempt>>> attempts(Collection<UUID> ids) {
        return ATTEMPTS_OF_SEVERAL.withIds("ids", ids).execute(pool).map(rows -> rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.uuid("callback_id"), Collectors.mapping(LoggedAttempt::of, Collectors.toList()))));
    }

    /** The callbacks of all accounts that are not delivered, counted up to 100,000 in all. */
    public Uni<List<Backlog>> backlog() {
        return BACKLOG.execute(pool).map(rows -> rows.list(Backlog::of));
    }

    /** Makes a callback due with a new retry schedule, whether it was delivered, is exhausted or is pending. */
    public Uni<MadeDue> makeDue(UUID accountId, UUID id) {
        return makeDue(MAKE_ONE_DUE.with("account_id", accountId).with("id", id));
    }

    /** Makes the oldest callbacks due that match the criteria, at most {@code limit}. */
    public Uni<MadeDue> makeDue(CallbackCriteria criteria, int limit) {
        return makeDue(new CallbackSelection(criteria)
                .call(
                        "with chosen as (select call.id, call.account_id",
                        " order by call.id limit :limit), :make_due",
                        Map.of("limit", limit),
                        MAKE_DUE));
    }

    private Uni<MadeDue> makeDue(SqlCall call) {
        return call.execute(pool).map(rows -> MadeDue.of(rows.first()));
    }

    /**
     * Callbacks of one account that are not delivered.
     *
     * @param state one of the states of jobs that {@code state} of the operator API consists of
     * @param oldest time of the oldest event
     */
    public record Backlog(UUID accountId, CallbackState state, long callbacks, Instant oldest) {

        static Backlog of(SqlRow row) {
            return new Backlog(
                    row.uuid("account_id"),
                    CallbackState.of(row.enumerated("state", CallbackJobState.class)),
                    row.bigint("jobs"),
                    row.instant("oldest"));
        }
    }

    /**
     * Result of making callbacks due.
     *
     * @param count number of callbacks made due, without those in flight
     * @param chosen number of callbacks that matched
     * @param last id of the last one that matched; null if none did
     */
    public record MadeDue(int count, int chosen, @Nullable UUID last) {

        static MadeDue of(SqlRow row) {
            return new MadeDue(row.integer("made_due"), row.integer("chosen"), row.uuidOrNull("last"));
        }
    }
}
