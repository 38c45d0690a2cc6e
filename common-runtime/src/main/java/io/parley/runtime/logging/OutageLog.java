package io.parley.runtime.logging;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Logs an outage and not each of the thousand things that fail in it: the first failure at once, then one line a minute
 * with the number since the last, and one line when it is over. Cheap and safe from any thread.
 */
public final class OutageLog {

    /** Often enough to see that it goes on, and rarely enough that a night's outage stays readable. */
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /** While some things work and others fail, the outage is not over. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final Logger log;
    private final String what;
    private final LongSupplier nanoTime;
    private final AtomicReference<Outage> outage = new AtomicReference<>();

    private record Outage(
            long since, AtomicLong lastFailure, AtomicLong lastLine, AtomicLong unlogged, AtomicLong all) {}

    /** @param what begins every line, such as {@code provider events wait} or {@code claim failed loop=outbox} */
    public OutageLog(Logger log, String what) {
        this(log, what, System::nanoTime);
    }

    OutageLog(Logger log, String what, LongSupplier nanoTime) {
        this.log = log;
        this.what = what;
        this.nanoTime = nanoTime;
    }

    /** One more failure. */
    public void failed(Throwable failure) {
        failed(1, failure);
    }

    /** So many at once, for the same reason. */
    public void failed(int count, Throwable failure) {
        var now = nanoTime.getAsLong();
        var current = outage.get();
        var begun = new Outage(now, new AtomicLong(now), new AtomicLong(now), new AtomicLong(), new AtomicLong(count));
        if (isOver(current, now) && outage.compareAndSet(current, begun)) {
            log.warnf("%s count=%d cause=%s", what, count, cause(failure));
        } else {
            goesOn(now, count, failure);
        }
    }

    /** Who never reports that something worked has an outage end with a minute without a failure. */
    private static boolean isOver(Outage outage, long now) {
        return outage == null || now - outage.lastFailure().get() > INTERVAL.toNanos();
    }

    private void goesOn(long now, int count, Throwable failure) {
        var current = outage.get();
        if (current == null) {
            return; // over in this very moment
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

    /** It works; logs nothing unless it did not before. */
    public void worked() {
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
        return Causes.isOutage(failure) ? Causes.describe(failure) : String.valueOf(failure);
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }
}
