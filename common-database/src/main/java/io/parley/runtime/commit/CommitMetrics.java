package io.parley.runtime.commit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.parley.runtime.telemetry.NamedMeters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code parley.commit.*}, tagged with the collector's name. */
final class CommitMetrics {

    private final DistributionSummary size;
    private final Timer wait;
    private final Timer flush;
    private final Counter rejected;

    CommitMetrics(String name, AtomicInteger queued) {
        var meters = new NamedMeters("parley.commit", name);
        size = meters.summary("batch", "Items of one flush", "items");
        wait = meters.timer("wait", "How long the oldest item of a batch waited for its lane");
        flush = meters.timer("flush", "Time of one flush");
        rejected = meters.counter("rejected", "Items refused because the queue was full");
        meters.gauge("queue", "Items waiting for a lane", queued);
    }

    void batch(List<? extends PendingItem<?, ?>> batch, long now) {
        size.record(batch.size());
        wait.record(now - batch.getFirst().since(), TimeUnit.NANOSECONDS);
    }

    void flushed(long started) {
        flush.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }

    void rejected() {
        rejected.increment();
    }
}
