package io.parley.messaging.dispatch;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Counts the time in which provider webhooks were flowing. The hold of a message in doubt is measured by it, so that an
 * outage or lag of the gateway is never mistaken for a provider without a status.
 */
@ApplicationScoped
public class WebhookClock {

    /** Heartbeats arrive every two seconds; a gap or a delay longer than this does not count. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final String BEAT = """
            with reported as (
              insert into webhook_beat as b (partition, sent_at) select * from unnest($1::int[], $2::timestamptz[])
              on conflict (partition) do update set sent_at = greatest(b.sent_at, excluded.sent_at)
              returning partition, sent_at
            ), slowest as (
              select min(coalesce(h.sent_at, b.sent_at)) as sent_at
              from webhook_beat b full join reported h using (partition)
            )
            update webhook_clock set beat_at = now(), healthy_ms = healthy_ms + case
                   when greatest(now() - slowest.sent_at, now() - beat_at) <= $3 * interval '1 millisecond'
                   then greatest(0, (extract(epoch from now() - beat_at) * 1000)::bigint) else 0 end
            from slowest""";

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
        var partitions = newest.keySet().stream().sorted().toArray(Integer[]::new);
        var sentAt = Stream.of(partitions)
                .map(partition -> newest.get(partition).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return pool.preparedQuery(BEAT)
                .execute(Tuple.of(partitions, sentAt, TIMEOUT.toMillis()))
                .replaceWithVoid();
    }
}
