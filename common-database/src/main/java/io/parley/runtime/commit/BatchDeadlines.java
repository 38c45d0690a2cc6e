package io.parley.runtime.commit;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fails each item of a batch in flight when its deadline, counted from its submission, has passed, however long the
 * flush still takes. One timer per batch, since its items are in order of submission.
 */
final class BatchDeadlines<T, R> {

    private final long deadline;
    private List<PendingItem<T, R>> batch;
    private int next;
    private @Nullable ScheduledFuture<?> timer;

    BatchDeadlines(List<PendingItem<T, R>> batch, Duration deadline) {
        this.batch = batch;
        this.deadline = deadline.toNanos();
    }

    BatchDeadlines<T, R> start() {
        watchNext();
        return this;
    }

    /** Stops watching after the flush. Drops the items, since a cancelled timer is kept until its time. */
    synchronized void stop() {
        batch = List.of();
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private synchronized void watchNext() {
        if (next < batch.size()) {
            var millis = TimeUnit.NANOSECONDS.toMillis(left(batch.get(next))) + 1; // Quarkus' shortest delay is 1 ms
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
