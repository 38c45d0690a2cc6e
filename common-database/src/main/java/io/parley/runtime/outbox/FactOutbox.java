package io.parley.runtime.outbox;

import io.parley.runtime.bus.EventPublisher;
import io.parley.runtime.logging.OutageLog;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The {@link Outbox} of a service whose changes are entities: facts are stored in the transaction of the current
 * session, with the entities that they report, and published after its commit.
 *
 * <p>A service creates one, and starts and stops it.
 */
public final class FactOutbox {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final OutageLog outage;

    /** @param schema the schema of the outbox; also names the facts in the log */
    public FactOutbox(String schema, Vertx vertx, Pool pool, EventPublisher bus) {
        this.outbox = new Outbox(schema, vertx, pool, bus);
        this.outage = new OutageLog(Logger.getLogger(FactOutbox.class), schema + " facts not published yet, retrying");
    }

    public void start() {
        outbox.start();
    }

    /** Returns when the facts in flight are published, at the latest after five seconds. */
    public void stop() {
        outbox.stop().await().atMost(STOP_TIMEOUT);
    }

    /** Stores entities and facts in the transaction of the current session. */
    public Uni<Void> append(List<?> entities, List<OutboxRow> facts) {
        if (entities.isEmpty() && facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .call(session -> session.persistAll(entities.toArray()))
                .call(session -> session.flush())
                .chain(session -> session.createNativeQuery(Outbox.statement())
                        .setParameter("rows", Outbox.parameter(facts))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Publishes facts that have just been committed. The caller does not wait. */
    public void publish(List<OutboxRow> facts) {
        outbox.publish(facts).subscribe().with(done -> outage.succeeded(), outage::failed);
    }

    /** Whether the broker has all facts. */
    public Uni<Boolean> isDrained() {
        return outbox.isDrained();
    }
}
