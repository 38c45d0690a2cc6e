package io.parley.bench;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Starts operations at a fixed rate (open loop), however long they take. Latency is measured from the planned start, so a stall counts
 * for all operations that it delayed.
 */
final class FixedRateLoad {

    private static final long MAX_MICROS = 60_000_000L;
    private static final int MINUTES_TO_END = 5;

    private final Histogram latency = new ConcurrentHistogram(MAX_MICROS, 3);
    private final AtomicLong good = new AtomicLong();
    private final AtomicLong running;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private FixedRateLoad(long total) {
        running = new AtomicLong(total);
    }

    /** @param operation completes with whether the result was the expected one */
    static LoadResult run(double perSecond, Duration time, Supplier<Future<Boolean>> operation) {
        var total = Math.max(1, (long) (perSecond * time.toNanos() / 1e9));
        var loop = new FixedRateLoad(total);
        var start = System.nanoTime();
        for (var i = 0L; i < total; i++) {
            var planned = start + (long) (i * 1e9 / perSecond);
            waitUntil(planned);
            operation.get().onComplete(result -> loop.ended(planned, result.succeeded() && result.result()));
        }
        loop.ended.orTimeout(MINUTES_TO_END, TimeUnit.MINUTES).join();
        var elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new LoadResult(loop.good.get(), total - loop.good.get(), elapsed, loop.latency);
    }

    private void ended(long planned, boolean wasGood) {
        latency.recordValue(Math.min(MAX_MICROS, (System.nanoTime() - planned) / 1000));
        if (wasGood) {
            good.incrementAndGet();
        }
        if (running.decrementAndGet() == 0) {
            ended.complete(null);
        }
    }

    private static void waitUntil(long nanos) {
        for (var remaining = nanos - System.nanoTime(); remaining > 0; remaining = nanos - System.nanoTime()) {
            LockSupport.parkNanos(remaining);
        }
    }
}
