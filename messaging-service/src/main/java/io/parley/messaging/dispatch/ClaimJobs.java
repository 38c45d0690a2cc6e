package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.message.MessageColumns;
import io.parley.messaging.queue.DispatchJob;
import io.parley.messaging.queue.DispatchJobs;
import io.parley.messaging.queue.LostClaims;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Claims due jobs with their messages: one round trip per batch, never one per message. If the response is lost, the next
 * claim returns the jobs first.
 */
@ApplicationScoped
class ClaimJobs {

    private static final SqlStatement CLAIM = SqlStatement.text("""
                    with :claim_jobs
                    select :message_columns, :content_columns, :job_columns
                    from claimed j join :messages on m.id = j.message_id order by j.seq""")
            .fragments(DispatchJobs.CLAIM, MessageColumns.MESSAGES)
            .fragments(JobReader.COLUMNS)
            .load();

    private final Pool pool;
    private final DispatchJobs jobs;
    private final LostClaims lostClaims;
    private final JobReader reader;
    private final OutboundReferenceResolver referenceResolver;

    ClaimJobs(
            Pool pool,
            DispatchJobs jobs,
            LostClaims lostClaims,
            JobReader reader,
            OutboundReferenceResolver referenceResolver) {
        this.pool = pool;
        this.jobs = jobs;
        this.lostClaims = lostClaims;
        this.reader = reader;
        this.referenceResolver = referenceResolver;
    }

    /** Claims up to {@code max} jobs of the channel for this instance, commits, and resolves their references. */
    Uni<List<DispatchJob>> claim(Channel<?> channel, int max) {
        var claim = lostClaims.nextClaim();
        return lostClaims.returnJobs().chain(() -> claim(claim, channel, max));
    }

    private Uni<List<DispatchJob>> claim(String claim, Channel<?> channel, int max) {
        var before = System.nanoTime();
        return jobs.claim(CLAIM.call(), claim, channel.name().value(), max)
                .execute(pool)
                .map(rows -> rows.list(row -> reader.job(row, channel, before)))
                .chain(referenceResolver::resolve)
                .onFailure()
                .invoke(failure -> lostClaims.add(claim));
    }

    /** Makes the jobs of claims due whose response was lost, for another instance: this one stops. */
    Uni<Void> returnLost() {
        return lostClaims.returnJobs();
    }
}
