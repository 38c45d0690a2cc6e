package io.parley.messaging.dispatch;

import io.parley.messaging.message.MessageColumns;
import io.parley.messaging.message.MessageEvents;
import io.parley.messaging.message.OrphanWorker;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.model.StatusFacts;
import io.parley.messaging.queue.DispatchConfig;
import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.failure.FailureKind;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.sql.SqlRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Commits the results of attempts, those that end together in one transaction (ADR 0003): job, events, provider
 * references and callbacks. Retries until the commit succeeds: a lost response would put its message in doubt. That the
 * provider has a message is always recorded; everything else only with the current fence (ADR 0004).
 */
@ApplicationScoped
class DispatchResults {

    private final Pool pool;
    private final SettleJobs jobs;
    private final MessageEvents events;
    private final OrphanWorker orphans;
    private final InstantSource time;
    private final GroupCommit<DispatchResult, Boolean> commits;

    DispatchResults(
            Pool pool,
            SettleJobs jobs,
            MessageEvents events,
            OrphanWorker orphans,
            DispatchConfig config,
            InstantSource time) {
        this.pool = pool;
        this.jobs = jobs;
        this.events = events;
        this.orphans = orphans;
        this.time = time;
        this.commits = GroupCommit.named("dispatch")
                .batch(config.batch())
                .splitOnFailure()
                .build(this::flush);
    }

    /**
     * Completes after the commit; true if another job waits in the freed lane. Fails only if the database rejects the
     * provider's data; then the lease expires and the message is in doubt.
     */
    Uni<Boolean> commit(DispatchResult result) {
        return commits.commit(result)
                .onFailure(failure -> Failures.kindOf(failure) != FailureKind.INVALID_DATA)
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .indefinitely();
    }

    Uni<Void> stop() {
        return commits.stop();
    }

    /** Events of a message that will not be sent: the contract requires a final one after the channel's failure. */
    static Stream<StatusFacts> failure(MessageReference message, ProviderError error, Instant at) {
        return Stream.of(MessageState.CHANNEL_FAILED, MessageState.FAILED)
                .map(state ->
                        new StatusFacts(message, new MessageEvent(message.id(), state, at, null, error, null, null)));
    }

    /** Failures of all messages of a statement that ended their jobs; it selects {@link MessageColumns#REFERENCE}. */
    static List<StatusFacts> failures(SqlRows messages, ProviderError error, Instant at) {
        return messages.stream()
                .map(MessageColumns::reference)
                .flatMap(message -> failure(message, error, at))
                .toList();
    }

    private Uni<List<Boolean>> flush(List<DispatchResult> batch) {
        return events.prepare()
                .chain(() -> pool.withTransaction(connection -> record(connection, batch)))
                .invoke(committed -> {
                    events.announce(committed.fresh());
                    if (committed.settled().orphansWait()) {
                        orphans.wake();
                    }
                })
                .map(committed -> waiting(batch, committed.settled()));
    }

    private Uni<Committed> record(SqlConnection connection, List<DispatchResult> batch) {
        return jobs.settle(connection, batch).chain(settled -> events.append(connection, facts(batch, settled))
                .map(fresh -> new Committed(settled, fresh)));
    }

    private List<StatusFacts> facts(List<DispatchResult> batch, SettledJobs settled) {
        var now = time.instant();
        return batch.stream().flatMap(result -> facts(result, settled, now)).toList();
    }

    private static Stream<StatusFacts> facts(DispatchResult result, SettledJobs settled, Instant now) {
        var message = result.job().message();
        return switch (result.next()) {
            case NextStep.Submitted(var accepted) ->
                Stream.of(new StatusFacts(
                        message,
                        MessageEvent.of(
                                message.id(),
                                MessageState.DISPATCHED,
                                now,
                                accepted.providerMessageIds().stream()
                                        .filter(id -> !id.isEmpty())
                                        .findFirst()
                                        .orElse(null))));
            case NextStep.Failed(var error, var leavesUnknown) ->
                settled.ended().containsKey(message.id()) ? failure(message, error, now) : Stream.empty();
            case NextStep.Retry retry -> Stream.empty();
            case NextStep.AwaitStatus await -> Stream.empty();
        };
    }

    private static List<Boolean> waiting(List<DispatchResult> batch, SettledJobs settled) {
        return batch.stream()
                .map(result -> settled.ended().getOrDefault(id(result), false))
                .toList();
    }

    private static UUID id(DispatchResult result) {
        return result.job().message().id();
    }

    private record Committed(SettledJobs settled, List<StatusFacts> fresh) {}
}
