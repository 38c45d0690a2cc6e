package io.parley.runtime.logging;

import io.parley.runtime.failure.Failures;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Logs an outage and not each of the thousands of failures in it: the first failure at once, then one line a minute
 * with the number of failures since, and one line at the end. Cheap and thread-safe.
 */
public final class OutageLog {

    /**
     * Often enough to show that the outage continues, and rarely enough to keep the log of a night's outage readable.
     */
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** Time without failure after which a success ends the outage; while some calls still fail, it continues. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final Logger log;
    private final String what;
    private final LongSupplier nanoTime;
    private final AtomicReference<Outage> outage = new AtomicReference<>();

    private record Outage(
            long since, AtomicLong lastFailure, AtomicLong lastLine, AtomicLong unlogged, AtomicLong all) {}

    /** @param what starts every line, such as {@code provider events wait} or {@code claim failed loop=outbox} */
    public OutageLog(Logger log, String what) {
        this(log, what, System::nanoTime);
    }

    OutageLog(Logger log, String what, LongSupplier nanoTime) {
        this.log = log;
        this.what = what;
        this.nanoTime = nanoTime;
    }

    /** Reports one failure. */
    public void failed(Throwable failure) {
        failed(1, failure);
    }

    /** Reports several failures with the same cause. */
    public void failed(int count, Throwable failure) {
        var now = nanoTime.getAsLong();
        var current = outage.get();
        var begin = new Outage(now, new AtomicLong(now), new AtomicLong(now), new AtomicLong(), new AtomicLong(count));
        if (isEnded(current, now) && outage.compareAndSet(current, begin)) {
            log.warnf("%s count=%d cause=%s", what, count, cause(failure));
        } else {
            continued(now, count, failure);
        }
    }

    /** Ends an outage after a minute without a failure, for callers that never report a success. */
    private static boolean isEnded(@Nullable Outage outage, long now) {
        return outage == null || now - outage.lastFailure().get() > INTERVAL.toNanos();
    }

    private void continued(long now, int count, Throwable failure) {
        var current = outage.get();
        if (current == null) {
            return; // ended concurrently
        }
        current.lastFailure().set(now);
        current.all().addAndGet(count);
        var unlogged = current.unlogged().addAndGet(count);
        var last = current.lastLine().get();
        if (now - last >= INTERVAL.toNanos() && current.lastLine().compareAndSet(last, now)) {
            current.unlogged().addAndGet(-unlogged);
            log.warnf(
                    "%s still count=%d forSeconds=%d cause=%s",
                    what, unlogged, seconds(now - current.since()), cause(failure));
        }
    }

    /** Reports a success; logs nothing unless there was an outage. */
    public void succeeded() {
        var current = outage.get();
        if (current == null) {
            return;
        }
        var now = nanoTime.getAsLong();
        if (now - current.lastFailure().get() >= QUIET.toNanos() && outage.compareAndSet(current, null)) {
            log.infof(
                    "%s no longer count=%d afterSeconds=%d", what, current.all().get(), seconds(now - current.since()));
        }
    }

    private static String cause(Throwable failure) {
        return Failures.isOutage(failure) ? Failures.describe(failure) : String.valueOf(failure);
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }
}
