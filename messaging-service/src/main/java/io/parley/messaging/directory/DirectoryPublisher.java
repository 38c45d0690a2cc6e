package io.parley.messaging.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.parley.model.Topics;
import io.parley.model.directory.DirectoryEntry;
import io.parley.runtime.bus.EventPublisher;
import io.parley.runtime.directory.Directory;
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
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/** Publishes directory entries: written to the outbox in the transaction of the change, published after its commit. */
@ApplicationScoped
class DirectoryPublisher {
    private final OutageLog outage =
            new OutageLog(Logger.getLogger(DirectoryPublisher.class), "directory changes not published, retrying");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int BATCH = 500;

    private final Outbox outbox;
    private final Directory directory;
    private final ObjectWriter writer;

    DirectoryPublisher(Vertx vertx, Pool pool, EventPublisher bus, Directory directory, ObjectMapper mapper) {
        this.outbox = new Outbox("messaging", vertx, pool, bus);
        this.directory = directory;
        this.writer = mapper.writerFor(DirectoryEntry.class);
    }

    void start(@Observes StartupEvent event) {
        directory.onStale(newer -> publish(facts(List.of(newer))));
        outbox.start();
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) {
        outbox.stop().await().atMost(TIMEOUT);
    }

    List<OutboxRow> facts(Collection<? extends DirectoryEntry> entries) {
        return entries.stream()
                .map(entry -> OutboxRow.of(Topics.DIRECTORY, entry.key(), payload(entry)))
                .toList();
    }

    /** Appends the facts in the transaction of the current session. */
    Uni<Void> append(List<OutboxRow> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(Outbox.statement())
                        .setParameter("rows", Outbox.parameter(facts))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** To be called after the commit. Does not wait; facts that are not published are retried by the outbox. */
    void publish(List<OutboxRow> facts) {
        for (var from = 0; from < facts.size(); from += BATCH) {
            outbox.publish(facts.subList(from, Math.min(from + BATCH, facts.size())))
                    .subscribe()
                    .with(done -> outage.succeeded(), outage::failed);
        }
    }

    private String payload(DirectoryEntry entry) {
        try {
            return writer.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("entries are always serializable", e);
        }
    }
}
