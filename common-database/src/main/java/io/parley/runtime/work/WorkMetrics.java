package io.parley.runtime.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.parley.runtime.telemetry.NamedMeters;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code parley.work.*}, tagged with the loop's name. */
final class WorkMetrics {

    private static final String JOB = "Time from claim to recorded outcome";

    private final Counter claimed;
    private final Counter idle;
    private final Counter claimFailed;
    private final Timer done;
    private final Timer failed;
    private final AtomicInteger inFlight = new AtomicInteger();

    WorkMetrics(String name) {
        var meters = new NamedMeters("parley.work", name);
        claimed = meters.counter("claimed", "Jobs claimed");
        idle = meters.counter("idle", "Claims that found nothing due");
        claimFailed = meters.counter("claim.failed", "Claims that failed");
        done = meters.timer("job", JOB, "outcome", "done");
        failed = meters.timer("job", JOB, "outcome", "failed");
        meters.gauge("in.flight", "Jobs in flight", inFlight);
    }

    void claimed(int jobs) {
        if (jobs == 0) {
            idle.increment();
        } else {
            claimed.increment(jobs);
        }
    }

    void claimFailed() {
        claimFailed.increment();
    }

    void started() {
        inFlight.incrementAndGet();
    }

    void ended(long since, boolean successful) {
        inFlight.decrementAndGet();
        (successful ? done : failed).record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }
}
