package io.parley.runtime.test;

import io.micrometer.core.instrument.Metrics;

/** The statements that the service under test has executed, by the metrics of its database client. */
public final class DatabaseStatements {

    private DatabaseStatements() {}

    /** Number of statements during the action, those of the service's own tasks included. */
    public static long during(Runnable action) {
        var before = executed();
        action.run();
        return executed() - before;
    }

    private static long executed() {
        return Metrics.globalRegistry.get("postgresql.completed").counters().stream()
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }
}
