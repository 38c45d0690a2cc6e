package io.parley.runtime.parking;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
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

    private static String[] each(List<ParkedEvent> events, Function<ParkedEvent, String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }
}
