package io.parley.runtime.parking;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/** The table {@code parked_event} of a service: no record of the bus is dropped, and a duplicate id is ignored. */
@ApplicationScoped
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
public class ParkedEvents {
    private static final String PARK = """
            insert into parked_event (id, source, reason, payload, traceparent)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
            on conflict (id) do nothing
            """;

    private static final String DELETE_OLDER_THAN = "delete from parked_event where parked_at < $1";
    private static final String KEEP_NEWEST = """
            delete from parked_event where parked_at <
              (select parked_at from parked_event order by parked_at desc offset $1 limit 1)""";

    private final Pool pool;

    ParkedEvents(Pool pool) {
        this.pool = pool;
    }

    /** Completes after the commit. */
    public Uni<Void> park(List<ParkedEvent> events) {
        return pool.preparedQuery(PARK)
                .execute(Tuple.of(
                        each(events, ParkedEvent::id),
                        each(events, ParkedEvent::source),
                        each(events, ParkedEvent::reason),
                        each(events, ParkedEvent::payload),
                        each(events, ParkedEvent::traceparent)))
                .replaceWithVoid();
    }

    /** Deletes events by age. */
    public Uni<Void> deleteOlderThan(SqlConnection connection, Instant before) {
        return connection
                .preparedQuery(DELETE_OLDER_THAN)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /**
     * Keeps only the newest events, so that a flood of unreadable ones cannot fill the disk.
     *
     * @param max number of events to keep; at least 1
     */
    public Uni<Void> keepNewest(SqlConnection connection, int max) {
        return connection.preparedQuery(KEEP_NEWEST).execute(Tuple.of(max - 1)).replaceWithVoid();
    }

    private static String[] each(List<ParkedEvent> events, Function<ParkedEvent, String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }
}
