package io.parley.messaging.dispatch;

import io.parley.messaging.channel.MessageState;
import io.parley.messaging.channel.ProviderError;
import io.parley.messaging.message.MessageEvent;
import io.parley.messaging.message.MessageEvents;
import io.parley.messaging.message.MessageEvents.Happening;
import io.parley.messaging.message.MessageFacts;
import io.parley.messaging.message.OrphanWorker;
import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.commit.SqlFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Commits what became of tries, those that end together in one transaction: job, events, provider references and
 * callbacks. Repeats until the database took it: an answer that is forgotten would put its message in doubt. That the
 * provider has a message is always recorded; everything else only by who still holds the claim.
 */
@ApplicationScoped
class DispatchResults {

    private final Pool pool;
    private final DispatchJobs jobs;
    private final MessageEvents events;
    private final OrphanWorker orphans;
    private final InstantSource time;
    private final GroupCommit<DispatchResult, Boolean> commits;

    DispatchResults(
            Pool pool,
            DispatchJobs jobs,
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
                .on(this::flush);
    }

    /**
     * Done when it is committed; the item says whether another job waits in the lane that is free now. Fails only if the
     * database refuses what the provider said; then the lease runs out and the message is in doubt.
     */
    Uni<Boolean> commit(DispatchResult outcome) {
        return commits.commit(outcome)
                .onFailure(failure -> !SqlFailures.isData(failure))
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(5))
                .indefinitely();
    }

    Uni<Void> stop() {
        return commits.stop();
    }

    /** Events that end a message which will not be sent: the contract wants a final one after the channel's failure. */
    static Stream<Happening> failure(MessageFacts message, ProviderError error, Instant at) {
        return Stream.of(MessageState.CHANNEL_FAILED, MessageState.FAILED)
                .map(state ->
                        new Happening(message, new MessageEvent(message.id(), state, at, null, error, null, null)));
    }

    /** The same of all messages of a statement that ended their jobs; it selects {@link MessageFacts#COLUMNS}. */
    static List<Happening> failures(RowSet<Row> messages, ProviderError error, Instant at) {
        return messages.stream()
                .map(row -> MessageFacts.from(row, 0))
                .flatMap(message -> failure(message, error, at))
                .toList();
    }

    private Uni<List<Boolean>> flush(List<DispatchResult> batch) {
        return pool.withTransaction(connection -> jobs.settle(connection, batch)
                        .chain(settled -> events.append(connection, happenings(batch, settled))
                                .map(fresh -> new Committed(settled, fresh))))
                .invoke(committed -> {
                    events.announce(committed.fresh());
                    if (committed.settled().orphansWait()) {
                        orphans.wake();
                    }
                })
                .map(committed -> waiting(batch, committed.settled()));
    }

    private List<Happening> happenings(List<DispatchResult> batch, SettledJobs settled) {
        var now = time.instant();
        return batch.stream()
                .flatMap(outcome -> happenings(outcome, settled, now))
                .toList();
    }

    private static Stream<Happening> happenings(DispatchResult outcome, SettledJobs settled, Instant now) {
        var message = outcome.job().message();
        return switch (outcome.next()) {
            case NextStep.Submitted(var accepted) ->
                Stream.of(new Happening(
                        message,
                        MessageEvent.of(
                                message.id(),
                                MessageState.DISPATCHED,
                                now,
                                accepted.providerMessageIds().stream()
                                        .filter(id -> !id.isEmpty())
                                        .findFirst()
                                        .orElse(null))));
            case NextStep.Failed(var error, var partly) ->
                settled.ended().containsKey(message.id()) ? failure(message, error, now) : Stream.empty();
            case NextStep.Retry again -> Stream.empty();
            case NextStep.AwaitStatus hold -> Stream.empty();
        };
    }

    private static List<Boolean> waiting(List<DispatchResult> batch, SettledJobs settled) {
        return batch.stream()
                .map(outcome -> settled.ended().getOrDefault(id(outcome), false))
                .toList();
    }

    private static UUID id(DispatchResult outcome) {
        return outcome.job().message().id();
    }

    private record Committed(SettledJobs settled, List<Happening> fresh) {}
}
