package io.parley.template.submission;

import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The due jobs (ADR 0004): one for each localization to be submitted or deleted. By the database's clock. */
@ApplicationScoped
class SubmissionJobs {

    /** The ids are one parameter, so that a session of Hibernate can execute the statement as it is. */
    private static final String REQUEST = """
            insert into submission_job as job (localization_id)
            select cast(id as uuid) from json_array_elements_text(cast(cast(:ids as text) as json)) as given (id)
            on conflict (localization_id) do update
               set due_at = now(), attempt = 0, revision = job.revision + 1""";

    private static final SqlStatement CLAIM =
            SqlStatement.text("""
                    update submission_job job
                       set leased_until = now() + :lease_millis::bigint * interval '1 millisecond',
                           fence = job.fence + 1, attempt = job.attempt + 1
                      from (select localization_id from submission_job
                             where due_at <= now() and (leased_until is null or leased_until < now())
                             order by due_at limit :max
                               for update skip locked) due
                     where job.localization_id = due.localization_id
                    returning job.localization_id, job.fence, job.attempt, job.revision""").parameters("lease_millis", "max").load();

    /** A job that was requested again meanwhile is due again. */
    private static final SqlStatement COMPLETE =
            SqlStatement.text("""
                    with completed as (
                      delete from submission_job
                       where localization_id = :id and fence = :fence and revision = :revision
                      returning localization_id)
                    update submission_job set leased_until = null
                     where localization_id = :id and fence = :fence and revision <> :revision""").parameters("id", "fence", "revision").load();

    private static final SqlStatement POSTPONE = SqlStatement.text("""
                    update submission_job
                       set leased_until = null,
                           due_at = case when revision = :revision
                                         then now() + :pause_millis::bigint * interval '1 millisecond' else due_at end
                     where localization_id = :id and fence = :fence""")
            .parameters("id", "fence", "revision", "pause_millis")
            .load();

    private final Pool pool;

    SubmissionJobs(Pool pool) {
        this.pool = pool;
    }

    /** Requests jobs in the transaction of the current session, whose localizations it stores first. */
    Uni<Void> request(Collection<UUID> localizationIds) {
        var ids = new JsonArray();
        localizationIds.forEach(id -> ids.add(id.toString()));
        return Panache.getSession()
                .call(session -> session.flush())
                .chain(session -> session.createNativeQuery(REQUEST)
                        .setParameter("ids", ids.encode())
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<List<SubmissionJob>> claim(int max, Duration lease) {
        return CLAIM.with("max", max)
                .with("lease_millis", lease.toMillis())
                .execute(pool)
                .map(rows -> rows.list(SubmissionJobs::job));
    }

    Uni<Void> complete(SubmissionJob job) {
        return COMPLETE.with("id", job.localizationId())
                .with("fence", job.fence())
                .with("revision", job.revision())
                .execute(pool)
                .replaceWithVoid();
    }

    Uni<Void> postpone(SubmissionJob job, Duration pause) {
        return POSTPONE.with("id", job.localizationId())
                .with("fence", job.fence())
                .with("revision", job.revision())
                .with("pause_millis", pause.toMillis())
                .execute(pool)
                .replaceWithVoid();
    }

    private static SubmissionJob job(SqlRow row) {
        return new SubmissionJob(
                row.uuid("localization_id"), row.bigint("fence"), row.integer("attempt"), row.bigint("revision"));
    }
}
