package io.parley.messaging;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/** Counts rows of the database. */
public final class RowCount {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private RowCount() {}

    /** @param from the rest of {@code select count(*) from} */
    public static long of(Pool pool, String from) {
        return pool.query("select count(*) from " + from)
                .execute()
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getLong(0);
    }
}
