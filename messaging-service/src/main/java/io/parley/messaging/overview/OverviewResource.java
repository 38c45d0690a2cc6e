package io.parley.messaging.overview;

import io.parley.messaging.callback.store.StoredCallbacks;
import io.parley.messaging.overview.Overview.Callbacks;
import io.parley.messaging.overview.Overview.Queue;
import io.parley.messaging.queue.QueueGroups;
import io.parley.runtime.directory.Directory;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Operator API: queues, callbacks, connections and circuit breakers as they are now. */
@Path("/operator/v1/overview")
@Produces(MediaType.APPLICATION_JSON)
public class OverviewResource {
    private final QueueGroups queues;
    private final StoredCallbacks callbacks;
    private final InstanceReports instances;
    private final Directory directory;
    private final InstantSource time;

    OverviewResource(
            QueueGroups queues,
            StoredCallbacks callbacks,
            InstanceReports instances,
            Directory directory,
            InstantSource time) {
        this.queues = queues;
        this.callbacks = callbacks;
        this.instances = instances;
        this.directory = directory;
        this.time = time;
    }

    @GET
    public Uni<Overview> read() {
        return Uni.combine()
                .all()
                .unis(queues.read(), callbacks.backlog(), instances.current())
                .asTuple()
                .map(found -> new Overview(
                        time.instant().truncatedTo(ChronoUnit.MILLIS),
                        found.getItem1().stream()
                                .map(group -> Queue.of(group, directory.sender(group.senderId())))
                                .toList(),
                        found.getItem2().stream()
                                .map(backlog -> Callbacks.of(backlog, directory))
                                .toList(),
                        found.getItem3()));
    }
}
