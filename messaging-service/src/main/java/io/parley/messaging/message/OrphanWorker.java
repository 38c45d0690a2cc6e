package io.parley.messaging.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies orphaned statuses once their messages are known. A receipt can arrive before the response to its submission,
 * and the two can commit concurrently without seeing each other; so this polls every second in addition to
 * {@link #wake}.
 */
@ApplicationScoped
public class OrphanWorker {

    private static final SqlStatement CLAIM =
            SqlStatement.file(OrphanWorker.class, "message/claim-orphans.sql").load();

    /** The statuses that {@link #CLAIM} searches. */
    private static final SqlStatement ANY = SqlStatement.text("""
                    select exists (
                      select 1 from orphan_status where received_at > now() - interval '1 hour') as any_status""").load();

    private final Pool pool;
    private final ApplyStatuses applyStatuses;
    private final MessageEvents events;
    private final ObjectMapper json;
    private final PeriodicTask task;

    OrphanWorker(Pool pool, ApplyStatuses applyStatuses, MessageEvents events, ObjectMapper json, Vertx vertx) {
        this.pool = pool;
        this.applyStatuses = applyStatuses;
        this.events = events;
        this.json = json;
        this.task = PeriodicTask.named("orphans").every(Duration.ofSeconds(1)).build(vertx, this::applyOrphans);
    }

    /** To be called after provider ids were committed. Never blocks. */
    public void wake() {
        task.wake();
    }

    void start(@Observes StartupEvent event) {
        task.start();
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    /** Without orphaned statuses no callback is planned, and the settings of callbacks are not read for it. */
    private Uni<Void> applyOrphans() {
        return ANY.execute(pool)
                .map(rows -> rows.first().bool("any_status"))
                .chain(any -> any
                        ? events.prepare().chain(this::applyKnown)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> applyKnown() {
        return pool.withTransaction(connection -> claim(connection)
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().<ApplyStatuses.Change>nullItem()
                                : applyStatuses.apply(connection, found)))
                .onItem()
                .ifNotNull()
                .invoke(applyStatuses::announce)
                .replaceWithVoid();
    }

    private Uni<List<Status>> claim(SqlConnection connection) {
        return CLAIM.execute(connection).map(rows -> rows.list(this::status));
    }

    private Status status(SqlRow row) {
        return new Status(
                row.text("provider"),
                row.text("provider_id"),
                null,
                row.enumerated("state", MessageState.class),
                row.instant("at"),
                ProviderError.ofColumns(row.textOrNull("error_code"), row.textOrNull("error_text")),
                details(row.textOrNull("details")),
                null,
                row.texts("alternatives"),
                row.integer("parts"));
    }

    private @Nullable ObjectNode details(@Nullable String text) {
        try {
            return text == null ? null : (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored details must be valid JSON", e);
        }
    }
}
