package io.parley.runtime.parking;

import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlStatement;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

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
