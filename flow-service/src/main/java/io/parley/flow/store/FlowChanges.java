package io.parley.flow.store;

import io.parley.runtime.bus.EventPublisher;
import io.parley.runtime.entities.Sessions;
import io.parley.runtime.outbox.FactOutbox;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

/**
 * Commits all changes of flows: rows, history and facts for the other services in one transaction. The facts are
 * published after the commit.
 */
@ApplicationScoped
public class FlowChanges {
    private final FlowFacts writer;
    private final FlowTransitionMetrics metrics;
    private final InstantSource time;
    private final FactOutbox outbox;

    FlowChanges(
            FlowFacts writer,
            FlowTransitionMetrics metrics,
            InstantSource time,
            Vertx vertx,
            Pool pool,
            EventPublisher bus) {
        this.writer = writer;
        this.metrics = metrics;
        this.time = time;
        this.outbox = new FactOutbox("flow", vertx, pool, bus);
    }

    void start(@Observes StartupEvent event) {
        outbox.start();
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) {
        outbox.stop();
    }

    /** Runs the work in a transaction. */
    public <T> Uni<T> commit(Function<FlowChange, Uni<T>> work) {
        return Sessions.transaction(
                this::newChange,
                change -> work.apply(change).call(() -> outbox.append(change.history(), change.facts())),
                this::committed);
    }

    private FlowChange newChange() {
        // The database stores microseconds; a fact must have the same time.
        return new FlowChange(time.instant().truncatedTo(ChronoUnit.MILLIS), writer, metrics);
    }

    private void committed(FlowChange change) {
        change.committed();
        outbox.publish(change.facts());
    }
}
