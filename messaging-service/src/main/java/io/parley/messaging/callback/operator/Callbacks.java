package io.parley.messaging.callback.operator;

import io.parley.messaging.callback.operator.CallbackResponse.AttemptResponse;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Queries callbacks of an account for operators. */
@ApplicationScoped
class Callbacks {
    private static final String ONE = "select " + CallbackResponse.COLUMNS
            + " from callback call left join callback_job job on job.id = call.id"
            + " where call.account_id = $1 and call.id = $2";
    private static final String ATTEMPTS = """
            select at, attempt, endpoint, status, error, duration_ms from callback_attempt
             where callback_id = $1 order by at limit 1000""";

    private final Pool pool;
    private final Directory directory;
    private final InstantSource time;

    Callbacks(Pool pool, Directory directory, InstantSource time) {
        this.pool = pool;
        this.directory = directory;
        this.time = time;
    }

    Uni<Paged<List<CallbackResponse>>> list(UUID accountId, CallbackFilter filter, Page page) {
        requireAccount(accountId);
        var bounded = filter.bounded(time.instant());
        return count(accountId, bounded)
                .chain(total -> rows(accountId, bounded, page).map(rows -> new Paged<>(rows, page, total)));
    }

    /** Includes the logged attempts. */
    Uni<CallbackResponse> read(UUID accountId, UUID id) {
        requireAccount(accountId);
        return one(accountId, id).chain(call -> attempts(id).map(call::with));
    }

    /** A callback of another account is not found. */
    Uni<CallbackResponse> one(UUID accountId, UUID id) {
        return pool.preparedQuery(ONE)
                .mapping(CallbackResponse::of)
                .execute(Tuple.of(accountId, id))
                .map(rows -> rows.stream().findFirst().orElseThrow(Problems::notFound));
    }

    void requireAccount(UUID accountId) {
        if (directory.account(accountId).isEmpty()) {
            throw Problems.notFound();
        }
    }

    private Uni<Long> count(UUID accountId, CallbackFilter filter) {
        var selection = new Selection(accountId, filter);
        return pool.preparedQuery("select count(*)" + selection.sql())
                .execute(selection.parameters())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<List<CallbackResponse>> rows(UUID accountId, CallbackFilter filter, Page page) {
        var selection = new Selection(accountId, filter);
        var sql = "select " + CallbackResponse.COLUMNS + selection.sql() + " order by call.id limit "
                + selection.parameter(page.size()) + " offset " + selection.parameter(page.offset());
        return pool.preparedQuery(sql)
                .mapping(CallbackResponse::of)
                .execute(selection.parameters())
                .map(rows -> rows.stream().toList());
    }

    private Uni<List<AttemptResponse>> attempts(UUID id) {
        return pool.preparedQuery(ATTEMPTS)
                .mapping(AttemptResponse::of)
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().toList());
    }
}
