package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channels;
import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.message.MessageColumns;
import io.parley.messaging.message.MessageEvents;
import io.parley.messaging.message.UnknownSubmissions;
import io.parley.messaging.model.StatusFacts;
import io.parley.messaging.queue.InDoubtJobs;
import io.parley.messaging.queue.InDoubtJobs.UnresolvedJob;
import io.parley.messaging.queue.StatusDeadlineClock;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Resolves messages whose hold ended without a status: {@link RetryPolicy} decides by the connector's
 * {@link InDoubtPolicy} whether they are resent or fail.
 */
@ApplicationScoped
class InDoubtResolver {

    private static final Logger LOG = Logger.getLogger(InDoubtResolver.class);

    /** The provider may have accepted it under an id that stays unknown. */
    private static final SqlStatement RESEND = SqlStatement.text("""
                    with unknown as (
                      :store_unknown_submissions
                    )
                    :resend_jobs""")
            .fragments(UnknownSubmissions.STORE_BY_ID, InDoubtJobs.RESEND)
            .load();

    private static final SqlStatement GIVE_UP = SqlStatement.text("""
                    with unknown as (
                      :store_unknown_submissions
                    ), deleted as (
                      :delete_jobs
                    )
                    select :message_columns from deleted d join :messages on m.id = d.message_id""")
            .fragments(UnknownSubmissions.STORE_BY_ID, InDoubtJobs.DELETE)
            .fragments(MessageColumns.MESSAGES, MessageColumns.REFERENCE)
            .load();

    private record ResolvedHolds(List<UnresolvedJob> resent, List<UnresolvedJob> givenUp, List<StatusFacts> failed) {}

    private final Pool pool;
    private final Channels channels;
    private final Directory directory;
    private final RetryPolicy retryPolicy;
    private final MessageEvents events;
    private final DispatchMetrics metrics;
    private final InstantSource time;

    InDoubtResolver(
            Pool pool,
            Channels channels,
            Directory directory,
            RetryPolicy retryPolicy,
            MessageEvents events,
            DispatchMetrics metrics,
            InstantSource time) {
        this.pool = pool;
        this.channels = channels;
        this.directory = directory;
        this.retryPolicy = retryPolicy;
        this.events = events;
        this.metrics = metrics;
        this.time = time;
    }

    /** Resends or fails messages whose hold ended. True if jobs are due again or lanes were freed. */
    Uni<Boolean> end(StatusDeadlineClock clock) {
        return InDoubtJobs.any(pool)
                .chain(any -> any ? endAny(clock) : Uni.createFrom().item(false));
    }

    private Uni<Boolean> endAny(StatusDeadlineClock clock) {
        return events.prepare()
                .chain(() -> pool.withTransaction(connection -> resolve(connection, clock)))
                .invoke(this::announce)
                .map(holds -> !holds.resent().isEmpty() || !holds.givenUp().isEmpty());
    }

    private Uni<ResolvedHolds> resolve(SqlConnection connection, StatusDeadlineClock clock) {
        return InDoubtJobs.unresolved(connection, clock)
                .chain(jobs -> resolve(
                        connection,
                        jobs.stream().filter(this::mayResend).toList(),
                        jobs.stream().filter(job -> !mayResend(job)).toList()));
    }

    private Uni<ResolvedHolds> resolve(
            SqlConnection connection, List<UnresolvedJob> resent, List<UnresolvedJob> givenUp) {
        return resend(connection, resent)
                .chain(() -> giveUp(connection, givenUp))
                .map(failed -> new ResolvedHolds(resent, givenUp, failed));
    }

    private static Uni<Void> resend(SqlConnection connection, List<UnresolvedJob> jobs) {
        return jobs.isEmpty()
                ? Uni.createFrom().voidItem()
                : RESEND.withIds("ids", ids(jobs)).execute(connection).replaceWithVoid();
    }

    private Uni<List<StatusFacts>> giveUp(SqlConnection connection, List<UnresolvedJob> jobs) {
        return jobs.isEmpty()
                ? Uni.createFrom().item(List.of())
                : GIVE_UP.withIds("ids", ids(jobs))
                        .execute(connection)
                        .map(rows -> DispatchResults.failures(rows, RetryPolicy.IN_DOUBT, time.instant()))
                        .chain(failures -> events.append(connection, failures));
    }

    private boolean mayResend(UnresolvedJob job) {
        return !job.expired() && retryPolicy.resendsAfterHold(policy(job), job.resends());
    }

    /** If the sender was deleted, the attempt fails for that reason. */
    private InDoubtPolicy policy(UnresolvedJob job) {
        return directory
                .sender(job.senderId())
                .flatMap(sender -> channels.named(job.channel()).map(channel -> channel.inDoubtPolicy(sender)))
                .orElse(InDoubtPolicy.RESEND);
    }

    private void announce(ResolvedHolds holds) {
        holds.resent().forEach(this::resent);
        events.announce(holds.failed());
        holds.failed().stream()
                .filter(fact -> fact.event().state().isFinal())
                .forEach(fact -> metrics.inDoubt(fact.message().channel(), "failed", 1));
    }

    private void resent(UnresolvedJob job) {
        metrics.inDoubt(job.channel(), "resent", 1);
        LOG.warnf("resent after hold without a status messageId=%s channel=%s", job.messageId(), job.channel());
    }

    private static List<UUID> ids(List<UnresolvedJob> jobs) {
        return jobs.stream().map(UnresolvedJob::messageId).toList();
    }
}
