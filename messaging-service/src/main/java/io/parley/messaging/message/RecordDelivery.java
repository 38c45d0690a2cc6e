package io.parley.messaging.message;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.runtime.commit.GroupCommit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;

/**
 * Takes over what a provider says became of a message. Statuses that arrive together commit together; repeats and
 * reorderings change nothing; a status of a message nobody knows (yet) is kept until its message shows up.
 */
@ApplicationScoped
public class RecordDelivery {

    private final Pool pool;
    private final ApplyStatuses batch;
    private final GroupCommit<Status, Void> statuses;

    RecordDelivery(Pool pool, ApplyStatuses batch) {
        this.pool = pool;
        this.batch = batch;
        this.statuses =
                GroupCommit.named("statuses").batch(512).splitOnFailure().on(this::commit);
    }

    /** Completes after the commit; fails if the database refused, and then nothing was kept. */
    public Uni<Void> record(Status status) {
        return statuses.commit(status);
    }

    private Uni<List<Void>> commit(List<Status> together) {
        return pool.withTransaction(connection -> batch.apply(connection, together))
                .invoke(batch::announce)
                .map(done -> Collections.nCopies(together.size(), null));
    }
}
