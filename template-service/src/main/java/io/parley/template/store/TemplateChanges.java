package io.parley.template.store;

import io.parley.runtime.bus.EventPublisher;
import io.parley.runtime.entities.Sessions;
import io.parley.runtime.logging.OutageLog;
import io.parley.runtime.outbox.Outbox;
import io.parley.runtime.outbox.OutboxRow;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Commits all changes of templates: rows, history and facts for the other services in one transaction. The facts are
 * published after the commit.
 */
@ApplicationScoped
public class TemplateChanges {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final OutageLog outage =
            new OutageLog(Logger.getLogger(TemplateChanges.class), "template facts not published, retrying");
    private final LocalizationFacts writer;
    private final InstantSource time;
    private final Outbox outbox;

    TemplateChanges(LocalizationFacts writer, InstantSource time, Vertx vertx, Pool pool, EventPublisher bus) {
        this.writer = writer;
        this.time = time;
        this.outbox = new Outbox("template", vertx, pool, bus);
    }

    void start(@Observes StartupEvent event) {
        outbox.start();
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) {
        outbox.stop().await().atMost(STOP_TIMEOUT);
    }

    /** Runs the work in a transaction. */
    public <T> Uni<T> commit(Function<TemplateChange, Uni<T>> work) {
        // The database stores microseconds; a fact must have the same time.
        var change = new TemplateChange(time.instant().truncatedTo(ChronoUnit.MILLIS), writer);
        return Sessions.transaction(() -> work.apply(change).call(() -> store(change)), done -> committed(change));
    }

    /** Whether the broker has all facts. */
    public Uni<Boolean> arePublished() {
        return outbox.isDrained();
    }

    private Uni<Void> store(TemplateChange change) {
        if (change.facts().isEmpty() && change.history().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .call(session -> session.persistAll(change.history().toArray()))
                .call(session -> session.flush())
                .chain(session -> session.createNativeQuery(Outbox.statement())
                        .setParameter("rows", Outbox.parameter(change.facts()))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private void committed(TemplateChange change) {
        change.committed();
        publish(change.facts());
    }

    private void publish(List<OutboxRow> facts) {
        outbox.publish(facts).subscribe().with(done -> outage.succeeded(), outage::failed);
    }
}
