package io.parley.messaging.message;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.message.MessageEvents.Happening;
import io.parley.messaging.message.StatusRepository.EndedJob;
import io.parley.messaging.message.StatusRepository.Placed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What one batch of statuses changes, inside the caller's transaction. */
@ApplicationScoped
class ApplyStatuses {

    private final StatusRepository tables;
    private final SegmentCounter parts;
    private final MessageEvents events;
    private final MessageMetrics metrics;
    private final Event<LanesFreed> lanesFreed;

    ApplyStatuses(
            StatusRepository tables,
            SegmentCounter parts,
            MessageEvents events,
            MessageMetrics metrics,
            Event<LanesFreed> lanesFreed) {
        this.tables = tables;
        this.parts = parts;
        this.events = events;
        this.metrics = metrics;
        this.lanesFreed = lanesFreed;
    }

    /**
     * @param fresh what was not known before
     * @param orphans statuses that found no message
     * @param ended jobs that are over, since the provider has their messages
     */
    record Change(List<Happening> fresh, int orphans, List<EndedJob> ended) {}

    Uni<Change> apply(SqlConnection connection, List<Status> statuses) {
        return tables.resolve(connection, statuses)
                .call(placed -> tables.keepOrphans(connection, unplaced(placed, statuses)))
                .map(placed -> placed.stream().map(Placed::evidence).toList())
                .chain(found -> change(connection, found, statuses.size() - found.size()));
    }

    /** Tells of a change after its commit. */
    void announce(Change change) {
        events.announce(change.fresh());
        metrics.orphaned(change.orphans());
        change.ended().stream().filter(EndedJob::inDoubt).forEach(job -> metrics.settled(job.channel()));
        if (change.ended().stream().anyMatch(EndedJob::waiting)) {
            lanesFreed.fire(new LanesFreed());
        }
    }

    private Uni<Change> change(SqlConnection connection, List<StatusUpdate> found, int orphans) {
        return tables.settle(connection, found)
                .call(ended -> tables.adopt(connection, doubted(found, ended)))
                .chain(ended -> parts.completing(connection, ofParts(found))
                        .chain(complete -> tables.release(connection, complete)
                                .chain(released -> events.append(connection, happenings(found, complete))
                                        .map(fresh -> new Change(fresh, orphans, both(ended, released))))));
    }

    private static List<EndedJob> both(List<EndedJob> ended, List<EndedJob> released) {
        return Stream.concat(ended.stream(), released.stream()).toList();
    }

    private static List<StatusUpdate> ofParts(List<StatusUpdate> found) {
        return found.stream().filter(StatusUpdate::ofOnePart).toList();
    }

    private static List<Happening> happenings(List<StatusUpdate> found, List<StatusUpdate> complete) {
        return Stream.concat(
                        found.stream()
                                .flatMap(evidence ->
                                        evidence.ofOnePart() ? evidence.happeningsOfPart() : evidence.happenings()),
                        complete.stream().flatMap(StatusUpdate::happenings))
                .toList();
    }

    private static List<StatusUpdate> doubted(List<StatusUpdate> found, List<EndedJob> ended) {
        var doubted = ended.stream()
                .filter(EndedJob::inDoubt)
                .map(EndedJob::messageId)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(evidence -> doubted.contains(evidence.message().id()))
                .toList();
    }

    private static List<Status> unplaced(List<Placed> placed, List<Status> statuses) {
        var found = new BitSet(statuses.size());
        placed.forEach(one -> found.set(one.place()));
        return IntStream.range(0, statuses.size())
                .filter(place -> !found.get(place))
                .mapToObj(statuses::get)
                .toList();
    }
}
