package io.parley.messaging.message;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.runtime.commit.GroupCommit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;

/**
 * Records statuses that providers report. Statuses that arrive together commit together (ADR 0003); repeated and
 * reordered ones change nothing; a status of a message that is not known yet is stored until its message is.
 */
@ApplicationScoped
public class RecordDelivery {

    private final Pool pool;
    private final ApplyStatuses applyStatuses;
    private final MessageEvents events;
    private final GroupCommit<Status, Void> statuses;

    RecordDelivery(Pool pool, ApplyStatuses applyStatuses, MessageEvents events) {
        this.pool = pool;
        this.applyStatuses = applyStatuses;
        this.events = events;
        this.statuses =
                GroupCommit.named("statuses").batch(512).splitOnFailure().build(this::commit);
    }

    /** Completes after the commit. If it fails, nothing was stored. */
    public Uni<Void> record(Status status) {
        return statuses.commit(status);
    }

    private Uni<List<Void>> commit(List<Status> batch) {
        return events.prepare()
                .chain(() -> pool.withTransaction(connection -> applyStatuses.apply(connection, batch)))
                .invoke(applyStatuses::announce)
                .map(ignored -> Collections.nCopies(batch.size(), null));
    }
}
