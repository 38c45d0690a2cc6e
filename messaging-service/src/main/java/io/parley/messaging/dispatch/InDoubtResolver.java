package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channels;
import io.parley.messaging.channel.InDoubtPolicy;
import io.parley.messaging.message.MessageColumns;
import io.parley.messaging.message.MessageEvents;
import io.parley.messaging.model.StatusFacts;
import io.parley.runtime.directory.Directory;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Resolves messages whose hold ended without a status: {@link RetryPolicy} decides by the connector's
 * {@link InDoubtPolicy} whether they are resent or fail.
 */
@ApplicationScoped
class InDoubtResolver {

    private static final Logger LOG = Logger.getLogger(InDoubtResolver.class);

    private static final String UNRESOLVED = """
            select message_id, channel, sender_id, resends, expires_at <= $2 from dispatch_job
            where state = 2 and (hold_until <= $1 or expires_at <= $2)
            limit 500 for update skip locked""";

    /** The provider may have accepted it under an id that stays unknown. */
    private static final String NOTE_UNKNOWN = """
            insert into unknown_submission (recipient, identity, channel, message_id)
              select ltrim(m.recipient, '+'), m.identity, m.channel, m.id from message m where m.id = any($1::uuid[])
              on conflict do nothing""";

    private static final String RESEND = """
            with unknown as (
              %s
            )
            update dispatch_job set state = 0, due_at = now(), resends = resends + 1, hold_until = null,
              waiting_reason = null, waiting_since = null
            where message_id = any($1::uuid[])""".formatted(NOTE_UNKNOWN);

    private static final String GIVE_UP = """
            with unknown as (
              %s
            ), deleted as (
              delete from dispatch_job where message_id = any($1::uuid[]) returning message_id
            )
            select %s from deleted join message m on m.id = deleted.message_id""".formatted(NOTE_UNKNOWN, MessageColumns.COLUMNS);

    private record UnresolvedJob(UUID messageId, String channel, UUID senderId, int resends, boolean expired) {}

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

    Uni<StatusDeadlineClock> clock() {
        return pool.preparedQuery("select healthy_ms, now() from webhook_clock")
                .execute()
                .map(rows -> rows.iterator().next())
                .map(row -> new StatusDeadlineClock(row.getLong(0), row.getOffsetDateTime(1)));
    }

    /** Resends or fails messages whose hold ended. True if jobs are due again or lanes were freed. */
    Uni<Boolean> end(StatusDeadlineClock clock) {
        return pool.withTransaction(connection -> resolve(connection, clock))
                .invoke(this::announce)
                .map(holds -> !holds.resent().isEmpty() || !holds.givenUp().isEmpty());
    }

    private Uni<ResolvedHolds> resolve(SqlConnection connection, StatusDeadlineClock clock) {
        return connection
                .preparedQuery(UNRESOLVED)
                .execute(Tuple.of(clock.healthyMs(), clock.now()))
                .map(rows -> rows.stream()
                        .map(InDoubtResolver::unresolved)
                        .collect(Collectors.partitioningBy(this::mayResend)))
                .call(byResend -> resend(connection, byResend.get(true)))
                .chain(byResend -> giveUp(connection, byResend.get(false))
                        .map(failed -> new ResolvedHolds(byResend.get(true), byResend.get(false), failed)));
    }

    private static Uni<Void> resend(SqlConnection connection, List<UnresolvedJob> jobs) {
        return jobs.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(RESEND).execute(ids(jobs)).replaceWithVoid();
    }

    private Uni<List<StatusFacts>> giveUp(SqlConnection connection, List<UnresolvedJob> jobs) {
        return jobs.isEmpty()
                ? Uni.createFrom().item(List.of())
                : connection
                        .preparedQuery(GIVE_UP)
                        .execute(ids(jobs))
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

    private static Tuple ids(List<UnresolvedJob> jobs) {
        return Tuple.of(jobs.stream().map(UnresolvedJob::messageId).toArray(UUID[]::new));
    }

    private static UnresolvedJob unresolved(Row row) {
        return new UnresolvedJob(
                row.getUUID(0), row.getString(1), row.getUUID(2), row.getInteger(3), row.getBoolean(4));
    }
}
