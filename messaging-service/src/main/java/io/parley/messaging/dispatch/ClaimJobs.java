package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channel;
import io.parley.messaging.message.MessageColumns;
import io.parley.messaging.queue.DispatchJob;
import io.parley.messaging.queue.DispatchJobs;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Claims due jobs with their messages: one round trip per batch, never one per message. */
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
    private final JobReader reader;

    ClaimJobs(Pool pool, DispatchJobs jobs, JobReader reader) {
        this.pool = pool;
        this.jobs = jobs;
        this.reader = reader;
    }

    /** Claims up to {@code max} jobs of the channel for this instance and commits. */
    Uni<List<DispatchJob>> claim(Channel<?> channel, int max) {
        var before = System.nanoTime();
        return jobs.claim(CLAIM.call(), channel.name().value(), max)
                .execute(pool)
                .map(rows -> rows.list(row -> reader.job(row, channel, before)));
    }
}
