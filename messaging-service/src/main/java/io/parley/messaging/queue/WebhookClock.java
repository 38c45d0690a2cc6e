package io.parley.messaging.queue;

import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Counts the time in which provider webhooks were flowing. The hold of a message in doubt is measured by it, so that an
 * outage or lag of the gateway is never mistaken for a provider without a status.
 */
@ApplicationScoped
public class WebhookClock {

    /** Heartbeats arrive every two seconds; a gap or a delay longer than this does not count. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Batch<Map.Entry<Integer, Instant>> BEATS = Batch.<Map.Entry<Integer, Instant>>named("beats")
            .integer("partition", Map.Entry::getKey)
            .timestamptz("sent_at", Map.Entry::getValue);

    private static final SqlStatement BEAT = SqlStatement.file(WebhookClock.class, "queue/beat.sql")
            .batches(BEATS)
            .parameters("timeout_ms")
            .load();

    private static final SqlStatement READ = SqlStatement.text("select healthy_ms, now() as now from webhook_clock")
            .load();

    private final Pool pool;

    WebhookClock(Pool pool) {
        this.pool = pool;
    }

    /**
     * Records heartbeats of the gateway from the bus, once all records before them are committed. The clock counts only
     * while every partition is consumed in time, by this instance or another.
     *
     * @param newest time at which the gateway sent the newest heartbeat, by partition
     */
    public Uni<Void> beat(Map<Integer, Instant> newest) {
        var beats =
                newest.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        return BEAT.with(BEATS, beats)
                .with("timeout_ms", TIMEOUT.toMillis())
                .execute(pool)
                .replaceWithVoid();
    }

    /** The time of messages in doubt now. */
    public Uni<StatusDeadlineClock> read() {
        return READ.execute(pool)
                .map(SqlRows::first)
                .map(row -> new StatusDeadlineClock(row.bigint("healthy_ms"), row.instant("now")));
    }
}
