package io.parley.runtime.commit;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Watches one batch under way: each caller hears of failure when its own time is over, counted from when it came, however
 * long the flush still takes. One timer a batch, since its items are in the order in which they came.
 */
final class BatchDeadlines<T, R> {

    private final long deadline;
    private List<PendingItem<T, R>> batch;
    private int next;
    private ScheduledFuture<?> timer;

    BatchDeadlines(List<PendingItem<T, R>> batch, Duration deadline) {
        this.batch = batch;
        this.deadline = deadline.toNanos();
    }

    BatchDeadlines<T, R> start() {
        watchNext();
        return this;
    }

    /** The flush has ended; a timer that is kept until its time must not keep the items. */
    synchronized void stop() {
        batch = List.of();
        timer.cancel(false);
    }

    private synchronized void watchNext() {
        if (next < batch.size()) {
            var millis = TimeUnit.NANOSECONDS.toMillis(left(batch.get(next))) + 1; // Quarkus knows no shorter delay
            timer = Infrastructure.getDefaultWorkerPool()
                    .schedule(this::expire, Math.max(1, millis), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void expire() {
        while (next < batch.size() && left(batch.get(next)) <= 0) {
            batch.get(next++).settle(new CommitOutcome.Failed<>(new TimeoutException()));
        }
        watchNext();
    }

    private long left(PendingItem<T, R> pending) {
        return pending.since() + deadline - System.nanoTime();
    }
}
