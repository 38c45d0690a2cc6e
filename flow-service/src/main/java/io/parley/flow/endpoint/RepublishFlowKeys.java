package io.parley.flow.endpoint;

import io.parley.model.Topics;
import io.parley.runtime.bus.TopicIds;
import io.parley.runtime.outbox.RepublishOnLoss;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Publishes all keys and signing secrets again when their topic was lost: without them the gateway decrypts nothing. */
@ApplicationScoped
class RepublishFlowKeys {
    private final FlowKeyChanges changes;
    private final EndpointNumbers numbers;
    private final EndpointKeys keys;
    private final EndpointSecrets secrets;
    private final RepublishOnLoss topic;

    RepublishFlowKeys(
            FlowKeyChanges changes,
            EndpointNumbers numbers,
            EndpointKeys keys,
            EndpointSecrets secrets,
            TopicIds topics,
            Vertx vertx,
            Pool pool) {
        this.changes = changes;
        this.numbers = numbers;
        this.keys = keys;
        this.secrets = secrets;
        this.topic = new RepublishOnLoss(Topics.FLOW_KEYS, topics, vertx, pool, this::publishAll);
    }

    void start(@Observes StartupEvent event) {
        topic.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        topic.stop();
    }

    private Uni<Void> publishAll() {
        return numbers.all()
                .map(rows -> rows.stream().map(row -> row.senderId).toList())
                .chain(ids -> each(ids, this::publishNumber))
                .chain(secrets::all)
                .map(rows -> rows.stream().map(row -> row.accountId).toList())
                .chain(ids -> each(ids, this::publishSecrets));
    }

    private Uni<Void> publishNumber(UUID senderId) {
        return changes.commit(change -> numbers.lock(senderId)
                .chain(number -> keys.of(senderId).invoke(found -> change.publish(number, found)))
                .replaceWithVoid());
    }

    private Uni<Void> publishSecrets(UUID accountId) {
        return changes.commit(
                change -> secrets.lock(accountId).invoke(change::publish).replaceWithVoid());
    }

    private static Uni<Void> each(List<UUID> ids, Function<UUID, Uni<Void>> action) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(action::apply)
                .onItem()
                .ignoreAsUni();
    }
}
