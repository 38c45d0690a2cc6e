package io.parley.runtime.background;

import io.micrometer.core.instrument.Timer;
import io.parley.runtime.telemetry.NamedMeters;
import java.util.concurrent.TimeUnit;

/** {@code parley.task.run}, tagged with the task's name. */
final class TaskMetrics {

    private static final String RUN = "Time of one run of a periodic task";

    private final Timer done;
    private final Timer failed;

    TaskMetrics(String name) {
        var meters = new NamedMeters("parley.task", name);
        done = meters.timer("run", RUN, "outcome", "done");
        failed = meters.timer("run", RUN, "outcome", "failed");
    }

    void succeeded(long since) {
        done.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }

    void failed(long since) {
        failed.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }
}
