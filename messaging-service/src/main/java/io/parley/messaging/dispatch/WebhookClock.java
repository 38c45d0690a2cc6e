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
 * Counts the time in which provider webhooks were flowing. The hold of a message in doubt (architecture D9) is measured
 * by it, so that a gateway that is down or lags behind never looks like a provider that stayed silent.
 */
@ApplicationScoped
public class WebhookClock {

    /** Beats come every two seconds; a longer gap, or a beat that was longer on its way, is time that does not count. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final String BEAT = """
            with heard as (
              insert into webhook_beat as b (partition, sent_at) select * from unnest($1::int[], $2::timestamptz[])
              on conflict (partition) do update set sent_at = greatest(b.sent_at, excluded.sent_at)
              returning partition, sent_at
            ), slowest as (
              select min(coalesce(h.sent_at, b.sent_at)) as sent_at
              from webhook_beat b full join heard h using (partition)
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
     * Notes heartbeats of the gateway that came through the bus, once all that came before them is committed. The clock
     * counts only while every partition is read in time, be it by this instance or by another.
     *
     * @param newest by partition, when the gateway sent the newest
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
