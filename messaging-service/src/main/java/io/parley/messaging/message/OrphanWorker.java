package io.parley.messaging.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.work.JobLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies orphaned statuses once their messages are known. A receipt can arrive before the response to its submission,
 * and the two can commit concurrently without seeing each other; so this polls every second in addition to
 * {@link #wake}.
 */
@ApplicationScoped
public class OrphanWorker {

    private static final String CLAIM = """
            delete from orphan_status o
             where (o.provider, o.provider_id, o.state) in (
                   select s.provider, s.provider_id, s.state from orphan_status s
                    where s.received_at > now() - interval '1 hour'
                      and (exists (select 1 from provider_ref r
                                    where r.provider_id = s.provider_id and r.provider = s.provider)
                           or s.alternatives is not null
                              and (select count(distinct r.message_id) from provider_ref r
                                    where r.provider_id = any(s.alternatives) and r.provider = s.provider) = 1)
                    order by s.received_at limit 500 for update skip locked)
            returning provider, provider_id, state, at, error_code, error_text, details::text as details,
              alternatives, parts""";

    private final Pool pool;
    private final ApplyStatuses applyStatuses;
    private final ObjectMapper json;
    private final JobLoop<Void> loop;

    OrphanWorker(Pool pool, ApplyStatuses applyStatuses, ObjectMapper json, Vertx vertx) {
        this.pool = pool;
        this.applyStatuses = applyStatuses;
        this.json = json;
        this.loop = JobLoop.named("orphans")
                .batch(1)
                .every(Duration.ofSeconds(1))
                .build(vertx, n -> applyOrphans().replaceWith(List.of()), job -> Uni.createFrom()
                        .voidItem());
    }

    /** To be called after provider ids were committed. Never blocks. */
    public void wake() {
        loop.wake();
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop().subscribe().with(ignored -> {});
    }

    private Uni<Void> applyOrphans() {
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
        return connection.preparedQuery(CLAIM).execute().map(this::statuses);
    }

    private List<Status> statuses(RowSet<Row> rows) {
        var statuses = new ArrayList<Status>(rows.size());
        rows.forEach(row -> statuses.add(status(row)));
        return statuses;
    }

    private Status status(Row row) {
        var code = row.getString("error_code");
        return new Status(
                row.getString("provider"),
                row.getString("provider_id"),
                null,
                MessageState.ofCode(row.getShort("state")),
                row.getOffsetDateTime("at").toInstant(),
                code == null ? null : new ProviderError(code, row.getString("error_text")),
                details(row.getString("details")),
                null,
                alternatives(row.getArrayOfStrings("alternatives")),
                row.getShort("parts"));
    }

    private static List<String> alternatives(String... ids) {
        return ids == null ? List.of() : List.of(ids);
    }

    private ObjectNode details(String text) {
        try {
            return text == null ? null : (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored details must be valid JSON", e);
        }
    }
}
