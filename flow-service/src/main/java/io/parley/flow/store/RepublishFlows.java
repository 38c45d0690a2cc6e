package io.parley.flow.store;

import io.parley.model.Topics;
import io.parley.runtime.bus.TopicIds;
import io.parley.runtime.outbox.RepublishOnLoss;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Publishes the facts about all flows again when their topic was lost. */
@ApplicationScoped
class RepublishFlows {
    private static final int BATCH = 100;

    private final FlowChanges changes;
    private final StoredFlows flows;
    private final RepublishOnLoss topic;

    RepublishFlows(FlowChanges changes, StoredFlows flows, TopicIds topics, Vertx vertx, Pool pool) {
        this.changes = changes;
        this.flows = flows;
        this.topic = new RepublishOnLoss(Topics.FLOW_FACTS, topics, vertx, pool, () -> publishAfter(""));
    }

    void start(@Observes StartupEvent event) {
        topic.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        topic.stop();
    }

    private Uni<Void> publishAfter(String last) {
        return flows.existingAfter(last, BATCH)
                .chain(ids -> ids.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : publish(ids).chain(() -> publishAfter(ids.getLast())));
    }

    private Uni<Void> publish(List<String> ids) {
        return changes.commit(change -> flows.lockAll(ids)
                .invoke(found ->
                        found.values().stream().filter(row -> !row.isDeleted()).forEach(change::publishAgain))
                .replaceWithVoid());
    }
}
