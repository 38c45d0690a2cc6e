package io.parley.messaging.message;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.message.StatusRepository.Resolved;
import io.parley.messaging.model.StatusFacts;
import io.parley.messaging.queue.DispatchSlots;
import io.parley.messaging.queue.ProvenJobs;
import io.parley.messaging.queue.ProvenJobs.EndedJob;
import io.parley.messaging.queue.ProvenJobs.Proof;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Applies a batch of statuses inside the caller's transaction. */
@ApplicationScoped
class ApplyStatuses {

    private final StatusRepository repository;
    private final SegmentCounter segmentCounter;
    private final MessageEvents events;
    private final MessageMetrics metrics;
    private final ProvenJobs jobs;
    private final DispatchSlots slots;

    ApplyStatuses(
            StatusRepository repository,
            SegmentCounter segmentCounter,
            MessageEvents events,
            MessageMetrics metrics,
            ProvenJobs jobs,
            DispatchSlots slots) {
        this.repository = repository;
        this.segmentCounter = segmentCounter;
        this.events = events;
        this.metrics = metrics;
        this.jobs = jobs;
        this.slots = slots;
    }

    /**
     * @param fresh events that are new
     * @param orphans number of statuses whose message is unknown
     * @param ended jobs that ended because the provider has their messages
     */
    record Change(List<StatusFacts> fresh, int orphans, List<EndedJob> ended) {}

    Uni<Change> apply(SqlConnection connection, List<Status> statuses) {
        return repository
                .resolve(connection, statuses)
                .call(resolved -> repository.keepOrphans(connection, unresolved(resolved, statuses)))
                .map(resolved -> resolved.stream().map(Resolved::update).toList())
                .chain(found -> change(connection, found, statuses.size() - found.size()));
    }

    /** To be called after the commit: wakes waiting work and counts. */
    void announce(Change change) {
        events.announce(change.fresh());
        metrics.orphaned(change.orphans());
        change.ended().stream().filter(EndedJob::inDoubt).forEach(job -> metrics.settled(job.channel()));
        if (change.ended().stream().anyMatch(EndedJob::waiting)) {
            slots.wakeAll();
        }
    }

    private Uni<Change> change(SqlConnection connection, List<StatusUpdate> found, int orphans) {
        return jobs.end(connection, proofs(found))
                .call(ended -> repository.insertReferences(connection, inDoubt(found, ended)))
                .chain(ended -> segmentCounter
                        .completed(connection, ofSegments(found))
                        .chain(complete -> jobs.freeLanes(connection, ids(complete))
                                .chain(released -> events.append(connection, facts(found, complete))
                                        .map(fresh -> new Change(fresh, orphans, concat(ended, released))))));
    }

    private static List<Proof> proofs(List<StatusUpdate> found) {
        return found.stream()
                .filter(StatusUpdate::provesAcceptance)
                .map(update -> new Proof(update.message().id(), update.provenState()))
                .toList();
    }

    private static List<UUID> ids(List<StatusUpdate> updates) {
        return updates.stream().map(update -> update.message().id()).toList();
    }

    private static List<EndedJob> concat(List<EndedJob> ended, List<EndedJob> released) {
        return Stream.concat(ended.stream(), released.stream()).toList();
    }

    private static List<StatusUpdate> ofSegments(List<StatusUpdate> found) {
        return found.stream().filter(StatusUpdate::isSegment).toList();
    }

    private static List<StatusFacts> facts(List<StatusUpdate> found, List<StatusUpdate> complete) {
        return Stream.concat(
                        found.stream().flatMap(update -> update.isSegment() ? update.factsOfSegment() : update.facts()),
                        complete.stream().flatMap(StatusUpdate::facts))
                .toList();
    }

    private static List<StatusUpdate> inDoubt(List<StatusUpdate> found, List<EndedJob> ended) {
        var inDoubt = ended.stream()
                .filter(EndedJob::inDoubt)
                .map(EndedJob::messageId)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(update -> inDoubt.contains(update.message().id()))
                .toList();
    }

    private static List<Status> unresolved(List<Resolved> resolved, List<Status> statuses) {
        var found = new BitSet(statuses.size());
        resolved.forEach(status -> found.set(status.position()));
        return IntStream.range(0, statuses.size())
                .filter(index -> !found.get(index))
                .mapToObj(statuses::get)
                .toList();
    }
}
