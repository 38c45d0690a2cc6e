package io.parley.runtime.parking;

import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlStatement;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code parked_event} of a service: no record of the bus is dropped, and a duplicate id is ignored. */
@ApplicationScoped
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
public class ParkedEvents {
    private static final Batch<ParkedEvent> EVENTS = Batch.<ParkedEvent>named("events")
            .text("id", ParkedEvent::id)
            .text("source", ParkedEvent::source)
            .text("reason", ParkedEvent::reason)
            .text("payload", ParkedEvent::payload)
            .text("traceparent", ParkedEvent::traceparent);

    private static final SqlStatement PARK =
            SqlStatement.text("""
                    insert into parked_event (id, source, reason, payload, traceparent)
                    select * from :events on conflict (id) do nothing""").batches(EVENTS).load();

    private static final SqlStatement DELETE_OLDER_THAN = SqlStatement.text(
                    "delete from parked_event where parked_at < :before")
            .parameters("before")
            .load();

    private static final SqlStatement KEEP_NEWEST =
            SqlStatement.text("""
                    delete from parked_event where parked_at <
                      (select parked_at from parked_event order by parked_at desc offset :max::bigint - 1 limit 1)""").parameters("max").load();

    private static final SqlStatement COUNT =
            SqlStatement.text("select count(*) as total from parked_event").load();

    private static final SqlStatement LIST =
            SqlStatement.text("""
                    select id, source, reason, payload, traceparent, parked_at from parked_event
                    order by parked_at desc, id limit :limit offset :offset""").parameters("limit", "offset").load();

    /** Another id, so that the event is parked again, and not ignored, if it still cannot be processed. */
    private static final SqlStatement CLAIM =
            SqlStatement.text("""
                    update parked_event set id = 'replay/' || gen_random_uuid() || '/' || id
                    where id in (
                      select id from parked_event
                      where source = :source and (:ids::text[] is null or id = any(:ids::text[]))
                      order by parked_at, id limit :max for update skip locked)
                    returning id, source, reason, payload, traceparent, parked_at""").parameters("source", "ids", "max").load();

    private static final SqlStatement DELETE = SqlStatement.text(
                    "delete from parked_event where id = any(:ids::text[])")
            .parameters("ids")
            .load();

    private final Pool pool;
    private final ParkingMetrics metrics;

    ParkedEvents(Pool pool, ParkingMetrics metrics) {
        this.pool = pool;
        this.metrics = metrics;
    }

    /** Completes after the commit. */
    public Uni<Void> park(List<ParkedEvent> events) {
        return PARK.with(EVENTS, events)
                .execute(pool)
                .invoke(() -> metrics.count(events))
                .replaceWithVoid();
    }

    /** Number of parked events; retention limits it. */
    public Uni<Long> count() {
        return COUNT.execute(pool).map(rows -> rows.first().bigint("total"));
    }

    /** The events, the newest first. */
    public Uni<List<StoredParkedEvent>> list(int limit, long offset) {
        return LIST.with("limit", limit)
                .with("offset", offset)
                .execute(pool)
                .map(rows -> rows.list(StoredParkedEvent::of));
    }

    /**
     * Prepares the oldest events of a topic for another attempt. They stay parked, with other ids, until they are {@link
     * #delete deleted}, which is due after they were published.
     *
     * @param ids which ones; null for all
     */
    public Uni<List<StoredParkedEvent>> claim(String topic, @Nullable Collection<String> ids, int max) {
        return CLAIM.with("source", topic)
                .with("ids", ids == null ? null : ids.toArray(String[]::new))
                .with("max", max)
                .execute(pool)
                .map(rows -> rows.list(StoredParkedEvent::of));
    }

    /** Deletes events that were published again. */
    public Uni<Void> delete(List<StoredParkedEvent> events) {
        return DELETE.call()
                .withTexts("ids", events.stream().map(one -> one.event().id()).toList())
                .execute(pool)
                .replaceWithVoid();
    }

    /** Deletes events by age. */
    public Uni<Void> deleteOlderThan(SqlConnection connection, Instant before) {
        return DELETE_OLDER_THAN.with("before", before).execute(connection).replaceWithVoid();
    }

    /**
     * Keeps only the newest events, so that a flood of unreadable ones cannot fill the disk.
     *
     * @param max number of events to keep; at least 1
     */
    public Uni<Void> keepNewest(SqlConnection connection, int max) {
        return KEEP_NEWEST.with("max", max).execute(connection).replaceWithVoid();
    }
}
