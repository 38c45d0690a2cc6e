package io.parley.template.store;

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
 * Commits all changes of templates: rows, history and facts for the other services in one transaction. The facts are
 * published after the commit.
 */
@ApplicationScoped
public class TemplateChanges {
    private final LocalizationFacts writer;
    private final TemplateTransitionMetrics metrics;
    private final InstantSource time;
    private final FactOutbox outbox;

    TemplateChanges(
            LocalizationFacts writer,
            TemplateTransitionMetrics metrics,
            InstantSource time,
            Vertx vertx,
            Pool pool,
            EventPublisher bus) {
        this.writer = writer;
        this.metrics = metrics;
        this.time = time;
        this.outbox = new FactOutbox("template", vertx, pool, bus);
    }

    void start(@Observes StartupEvent event) {
        outbox.start();
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) {
        outbox.stop();
    }

    /** Runs the work in a transaction. */
    public <T> Uni<T> commit(Function<TemplateChange, Uni<T>> work) {
        return Sessions.transaction(
                this::newChange,
                change -> work.apply(change).call(() -> outbox.append(change.history(), change.facts())),
                this::committed);
    }

    private TemplateChange newChange() {
        // The database stores microseconds; a fact must have the same time.
        return new TemplateChange(time.instant().truncatedTo(ChronoUnit.MILLIS), writer, metrics);
    }

    /** Whether the broker has all facts. */
    public Uni<Boolean> arePublished() {
        return outbox.isDrained();
    }

    private void committed(TemplateChange change) {
        change.committed();
        outbox.publish(change.facts());
    }
}
