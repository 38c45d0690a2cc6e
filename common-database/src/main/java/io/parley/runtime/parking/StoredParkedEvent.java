package io.parley.runtime.parking;

import io.parley.runtime.sql.SqlRow;
import java.time.Instant;

/** A parked event with the time at which it was parked. */
public record StoredParkedEvent(ParkedEvent event, Instant parkedAt) {

    static StoredParkedEvent of(SqlRow row) {
        return new StoredParkedEvent(
                new ParkedEvent(
                        row.text("id"),
                        row.text("source"),
                        row.text("reason"),
                        row.text("payload"),
                        row.textOrNull("traceparent")),
                row.instant("parked_at"));
    }
}
