package io.parley.runtime.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.Metrics;

/** The connection pool of the service under test. */
public final class DatabaseConnections {

    private DatabaseConnections() {}

    /**
     * Waits until nothing but what always holds a connection has one, and nothing waits for one.
     *
     * @param held connections that the service keeps for as long as it runs
     */
    public static void areGivenBack(int held) {
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
