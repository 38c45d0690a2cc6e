package io.parley.messaging.dispatch;

import io.parley.messaging.message.MessageColumns;
import io.parley.messaging.message.MessageEvents;
import io.parley.messaging.model.StatusFacts;
import io.parley.messaging.queue.JobLeases;
import io.parley.messaging.queue.JobLeases.ExpiredLease;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Handles expired leases and jobs in single statements that any instance may run: after an expired lease the message is
 * in doubt; an expired job fails. {@link InDoubtResolver} handles holds that ended without a status.
 */
@ApplicationScoped
class JobReaper {

    private static final Logger LOG = Logger.getLogger(JobReaper.class);

    private static final SqlStatement EXPIRE = SqlStatement.text("""
                    with deleted as (
                      :delete_expired_jobs
                    )
                    select :message_columns from deleted d join :messages on m.id = d.message_id""")
            .fragments(JobLeases.DELETE_EXPIRED, MessageColumns.MESSAGES, MessageColumns.REFERENCE)
            .load();

    private final Pool pool;
    private final MessageEvents events;
    private final DispatchMetrics metrics;
    private final JobLeases leases;
    private final InstantSource time;

    JobReaper(Pool pool, MessageEvents events, DispatchMetrics metrics, JobLeases leases, InstantSource time) {
        this.pool = pool;
        this.events = events;
        this.metrics = metrics;
        this.leases = leases;
        this.time = time;
    }

    /** Puts messages in doubt that an earlier run of this instance had claimed. */
    Uni<Void> expireOwnLeases() {
        return leases.expireOwn()
                .invoke(expired -> reportInDoubt(expired, "its process ended"))
                .replaceWithVoid();
    }

    Uni<Void> expireLeases() {
        return leases.expire()
                .invoke(expired -> reportInDoubt(expired, "its lease expired"))
                .replaceWithVoid();
    }

    /** Continues bulks whose last message has no status within the bulk timeout. True if lanes were freed. */
    Uni<Boolean> freeLanes() {
        return leases.freeLanes();
    }

    /** Fails expired jobs, also those behind others in their lane. True if lanes were freed. */
    Uni<Boolean> expire() {
        return events.prepare()
                .chain(() -> pool.withTransaction(this::expireJobs))
                .invoke(events::announce)
                .invoke(failed ->
                        failed.forEach(fact -> metrics.expired(fact.message().channel(), 1)))
                .map(failed -> !failed.isEmpty());
    }

    Uni<Void> measure() {
        return leases.backlog().invoke(metrics::waiting).replaceWithVoid();
    }

    private Uni<List<StatusFacts>> expireJobs(SqlConnection connection) {
        return EXPIRE.execute(connection)
                .chain(rows ->
                        events.append(connection, DispatchResults.failures(rows, RetryPolicy.EXPIRED, time.instant())));
    }

    private void reportInDoubt(List<ExpiredLease> leases, String reason) {
        leases.forEach(lease -> {
            metrics.inDoubt(lease.channel(), "entered", 1);
            LOG.warnf("in doubt messageId=%s channel=%s reason=%s", lease.messageId(), lease.channel(), reason);
        });
    }
}
