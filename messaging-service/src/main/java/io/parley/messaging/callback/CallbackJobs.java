package io.parley.messaging.callback;

import io.parley.messaging.callback.CallbackResult.Again;
import io.parley.messaging.callback.CallbackResult.Exhausted;
import io.parley.messaging.callback.CallbackResult.Later;
import io.parley.messaging.callback.CallbackResult.Taken;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The table of due calls. Leases, pauses and ages are measured by the clock of the database. */
@ApplicationScoped
class CallbackJobs {
    private static final CallbackKind[] KINDS = CallbackKind.values();

    private static final String CLAIM = """
            update callback_job job
               set state = 1, fence = job.fence + 1, lease_owner = $3,
                   leased_until = now() + $2 * interval '1 millisecond'
              from (select id from callback_job
                     where state = 0 and due_at <= now()
                     order by due_at limit $1
                       for update skip locked) due
             where job.id = due.id
            returning job.id, account_id, sender_id, message_id, kind, channel, event, url_override, body, traceparent,
                      attempt, fence, (extract(epoch from now() - created_at) * 1000)::bigint as age""";

    private static final String TAKE_BACK = """
            update callback_job set state = 0, due_at = now(), leased_until = null, lease_owner = null
             where state = 1 and leased_until < now()""";

    private static final String SETTLE = """
            delete from callback_job job using unnest($1::uuid[], $2::bigint[]) as done (id, fence)
             where job.id = done.id and job.fence = done.fence""";

    private static final String PUT_BACK = """
            update callback_job job
               set state = done.state, attempt = job.attempt + done.tries,
                   due_at = now() + done.pause * interval '1 millisecond',
                   last_status = case when done.tries = 0 then job.last_status else nullif(done.status, 0) end,
                   last_error = coalesce(done.error, job.last_error),
                   leased_until = null, lease_owner = null
              from unnest($1::uuid[], $2::bigint[], $3::smallint[], $4::integer[], $5::bigint[], $6::smallint[], $7::text[])
                   as done (id, fence, state, tries, pause, status, error)
             where job.id = done.id and job.fence = done.fence""";

    // An exact count of a long backlog would cost more than it tells.
    private static final String BACKLOG = """
            select (select count(*) from (select 1 from callback_job where state in (0, 1) limit 100000) some) as pending,
                   (select extract(epoch from now() - min(due_at)) from callback_job
                     where state = 0 and due_at <= now()) as oldest""";

    private final Pool pool;
    private final String owner;

    CallbackJobs(Pool pool, @ConfigProperty(name = "parley.instance") String owner) {
        this.pool = pool;
        this.owner = owner;
    }

    /** Takes up to so many due calls, in the order in which their facts came about. */
    Uni<List<CallbackJob>> claim(int most, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(most, lease.toMillis(), owner))
                .map(CallbackJobs::jobs);
    }

    /** Makes calls due whose claimant vanished. */
    Uni<Integer> takeBack() {
        return pool.preparedQuery(TAKE_BACK).execute().map(RowSet::rowCount);
    }

    /** Records what became of claimed calls, those taken with one statement and the others with another. */
    Uni<List<Void>> record(List<CallbackResult> results) {
        var taken = new ArrayList<CallbackJob>();
        var others = new ArrayList<CallbackResult>();
        results.forEach(result -> {
            if (result instanceof Taken(var job, var status)) {
                taken.add(job);
            } else {
                others.add(result);
            }
        });
        return settle(taken).chain(() -> putBack(others)).replaceWith(() -> none(results.size()));
    }

    Uni<Backlog> backlog() {
        return pool.preparedQuery(BACKLOG)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(Backlog::of);
    }

    /**
     * How much waits.
     *
     * @param pending calls not yet taken, at most 100,000
     * @param oldestSeconds how long the oldest due call has been due; 0 if none is
     */
    record Backlog(long pending, double oldestSeconds) {
        static Backlog of(Row row) {
            var oldest = row.getDouble("oldest");
            return new Backlog(row.getLong("pending"), oldest == null ? 0 : oldest);
        }
    }

    private Uni<Void> settle(List<CallbackJob> taken) {
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(SETTLE)
                .execute(Tuple.of(
                        taken.stream().map(CallbackJob::id).toArray(UUID[]::new),
                        taken.stream().map(CallbackJob::fence).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    private Uni<Void> putBack(List<CallbackResult> results) {
        if (results.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = results.stream().map(PutBack::of).toList();
        return pool.preparedQuery(PUT_BACK)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(rows.stream().map(row -> row.job.id()).toArray(UUID[]::new))
                        .addArrayOfLong(
                                rows.stream().map(row -> row.job.fence()).toArray(Long[]::new))
                        .addArrayOfShort(rows.stream().map(PutBack::state).toArray(Short[]::new))
                        .addArrayOfInteger(rows.stream().map(PutBack::tries).toArray(Integer[]::new))
                        .addArrayOfLong(rows.stream().map(PutBack::pause).toArray(Long[]::new))
                        .addArrayOfShort(rows.stream().map(PutBack::status).toArray(Short[]::new))
                        .addArrayOfString(rows.stream().map(PutBack::error).toArray(String[]::new)))
                .replaceWithVoid();
    }

    private record PutBack(CallbackJob job, short state, int tries, long pause, short status, String error) {
        private static final short DUE = 0;
        private static final short EXHAUSTED = 2;

        static PutBack of(CallbackResult result) {
            return switch (result) {
                case Taken(var job, var status) -> throw new IllegalArgumentException("taken: " + job.id());
                case Again(var job, var pause, var status, var error) ->
                    new PutBack(job, DUE, 1, pause.toMillis(), (short) status, error);
                case Exhausted(var job, var status, var error) ->
                    new PutBack(job, EXHAUSTED, 1, 0, (short) status, error);
                case Later(var job, var pause) -> new PutBack(job, DUE, 0, pause.toMillis(), (short) 0, null);
            };
        }
    }

    private static List<CallbackJob> jobs(RowSet<Row> rows) {
        var now = System.nanoTime();
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> job(row, now))
                .sorted(Comparator.comparing(CallbackJob::id))
                .toList();
    }

    private static CallbackJob job(Row row, long now) {
        var call = new CallbackRow(
                row.getUUID(0),
                row.getUUID(1),
                row.getUUID(2),
                row.getUUID(3),
                KINDS[row.getShort(4)],
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9));
        return new CallbackJob(call, row.getInteger(10), row.getLong(11), Duration.ofMillis(row.getLong(12)), now);
    }

    private static List<Void> none(int size) {
        return Collections.nCopies(size, null);
    }
}
