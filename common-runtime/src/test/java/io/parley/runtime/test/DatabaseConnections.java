package io.parley.runtime.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.Metrics;

/** The connection pool of the service under test. */
public final class DatabaseConnections {

    private DatabaseConnections() {}

    /**
     * Waits until only the permanently used connections are in use, and no request waits for one.
     *
     * @param held number of connections that the service keeps permanently
     */
    public static void areReleased(int held) {
        Eventually.holds(() -> {
            assertEquals(held, gauge("sql.pool.active"), "connections in use");
            assertEquals(0, gauge("parley.database.pending"), "requests that wait for a connection");
        });
    }

    private static int gauge(String name) {
        return Metrics.globalRegistry.get(name).gauges().stream()
                .mapToInt(gauge -> (int) gauge.value())
                .sum();
    }
}
