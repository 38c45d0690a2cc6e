package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Submission.Accepted;
import io.parley.messaging.message.MessageEvents;
import io.parley.messaging.message.OrphanWorker;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.StatusFacts;
import io.parley.messaging.queue.InDoubtJobs;
import io.parley.messaging.queue.StatusDeadlineClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Settles messages in doubt by orphaned statuses (ADR 0015): the provider accepted a message whose response was lost,
 * and the id of its status is unknown. A reference that was sent with the message settles it as soon as the status
 * arrives; sender and recipient only when its hold ends and all statuses are known. A settled message is recorded as if
 * the response had arrived, so that its statuses are matched.
 */
@ApplicationScoped
class LostResponses {

    private static final Logger LOG = Logger.getLogger(LostResponses.class);

    private final Pool pool;
    private final InDoubtMessages inDoubt;
    private final PairMatch pairMatch;
    private final SettleJobs jobs;
    private final MessageEvents events;
    private final OrphanWorker orphans;
    private final DispatchMetrics metrics;

    private record Found(Map<InDoubtMessage, Accepted> byReference, Map<InDoubtMessage, Accepted> byPair) {}

    private record Settlement(Map<InDoubtMessage, Accepted> answers, List<StatusFacts> fresh) {}

    LostResponses(
            Pool pool,
            InDoubtMessages inDoubt,
            PairMatch pairMatch,
            SettleJobs jobs,
            MessageEvents events,
            OrphanWorker orphans,
            DispatchMetrics metrics) {
        this.pool = pool;
        this.inDoubt = inDoubt;
        this.pairMatch = pairMatch;
        this.jobs = jobs;
        this.events = events;
        this.orphans = orphans;
        this.metrics = metrics;
    }

    /** To be run before holds are resolved, by the same clock. True if lanes were freed. */
    Uni<Boolean> settle(StatusDeadlineClock clock) {
        return InDoubtJobs.any(pool)
                .chain(any -> any ? settleAny(clock) : Uni.createFrom().item(false));
    }

    private Uni<Boolean> settleAny(StatusDeadlineClock clock) {
        return events.prepare()
                .chain(() -> pool.withTransaction(connection -> settle(connection, clock)))
                .invoke(this::announce)
                .map(settlement -> !settlement.answers().isEmpty());
    }

    private Uni<Settlement> settle(SqlConnection connection, StatusDeadlineClock clock) {
        return inDoubt.withUnknownStatuses(connection, clock)
                .map(LostResponses::match)
                .chain(found -> unambiguous(connection, found))
                .chain(responses -> record(connection, responses));
    }

    private static Found match(List<InDoubtMessage> messages) {
        Map<InDoubtMessage, Accepted> byReference = new LinkedHashMap<>();
        Map<InDoubtMessage, Accepted> byPair = new LinkedHashMap<>();
        messages.forEach(message -> message.responseByReference()
                .ifPresentOrElse(response -> byReference.put(message, response), () -> message.responseByPair()
                        .ifPresent(response -> byPair.put(message, response))));
        return new Found(byReference, byPair);
    }

    private Uni<Map<InDoubtMessage, Accepted>> unambiguous(SqlConnection connection, Found found) {
        return pairMatch.unambiguous(connection, byId(found.byPair())).map(unambiguous -> {
            Map<InDoubtMessage, Accepted> responses = new LinkedHashMap<>(found.byReference());
            found.byPair().forEach((message, response) -> {
                if (unambiguous.contains(id(message))) {
                    responses.put(message, response);
                }
            });
            return responses;
        });
    }

    private Uni<Settlement> record(SqlConnection connection, Map<InDoubtMessage, Accepted> responses) {
        if (responses.isEmpty()) {
            return Uni.createFrom().item(new Settlement(responses, List.of()));
        }
        var results = responses.entrySet().stream()
                .map(entry -> new DispatchResult(entry.getKey().job(), new NextStep.Submitted(entry.getValue())))
                .toList();
        return jobs.settle(connection, results)
                .chain(settled -> events.append(connection, dispatched(responses)))
                .map(fresh -> new Settlement(responses, fresh));
    }

    /** The message was submitted at the time of its first status or before. */
    private static List<StatusFacts> dispatched(Map<InDoubtMessage, Accepted> responses) {
        return responses.entrySet().stream()
                .map(entry -> dispatched(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static StatusFacts dispatched(InDoubtMessage inDoubt, Accepted response) {
        var message = inDoubt.job().message();
        var id = response.providerMessageIds().getFirst();
        return new StatusFacts(
                message, MessageEvent.of(message.id(), MessageState.DISPATCHED, firstStatusAt(inDoubt), id));
    }

    private static Instant firstStatusAt(InDoubtMessage inDoubt) {
        return inDoubt.statuses().stream()
                .map(UnknownStatus::at)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private void announce(Settlement settlement) {
        if (settlement.answers().isEmpty()) {
            return;
        }
        events.announce(settlement.fresh());
        orphans.wake();
        settlement.answers().keySet().forEach(this::announce);
    }

    private void announce(InDoubtMessage inDoubt) {
        var message = inDoubt.job().message();
        metrics.inDoubt(message.channel(), "settled", 1);
        LOG.infof("settled by an orphaned status messageId=%s channel=%s", message.id(), message.channel());
    }

    private static Map<UUID, Accepted> byId(Map<InDoubtMessage, Accepted> responses) {
        return responses.entrySet().stream()
                .collect(Collectors.toMap(entry -> id(entry.getKey()), Map.Entry::getValue));
    }

    private static UUID id(InDoubtMessage inDoubt) {
        return inDoubt.job().message().id();
    }
}
