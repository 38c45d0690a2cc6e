package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Submission;
import java.time.Duration;

/**
 * Whether calls for one sender of one channel make sense now. Closes for a while when its calls fail in a row or the
 * provider throttles it, then lets one call through to see. What concerns a single recipient is that lane's own affair
 * and closes nothing. Time is {@link System#nanoTime()}.
 */
final class SenderCircuitBreaker {

    private final int threshold;
    private final long firstPause;
    private final long maxPause;

    private int failures;
    private int level;
    private long lastLane;
    private boolean closed;
    private boolean probing;
    private long closedUntil;

    SenderCircuitBreaker(int threshold, Duration firstPause, Duration longestPause) {
        this.threshold = threshold;
        this.firstPause = firstPause.toNanos();
        this.maxPause = longestPause.toNanos();
    }

    /** Whether it is open without reservation. */
    synchronized boolean isOpen() {
        return !closed;
    }

    /** Whether nothing at all may pass now. */
    synchronized boolean isShut(long now) {
        return closed && (probing || now - closedUntil < 0);
    }

    /** Asks for one call; its outcome must be {@link #note noted}. */
    synchronized boolean pass(long now) {
        if (!closed) {
            return true;
        }
        if (isShut(now)) {
            return false;
        }
        probing = true;
        return true;
    }

    /** How long a call that may not pass should wait at least. */
    synchronized Duration remaining(long now) {
        return Duration.ofNanos(Math.max(0, closed ? closedUntil - now : 0));
    }

    synchronized void note(long lane, Submission submission, long now) {
        switch (submission) {
            case Submission.Accepted taken -> open();
            case Submission.Rejected refused -> open();
            case Submission.RecipientThrottled paced -> open();
            case Submission.InDoubt unknown -> failed(Duration.ZERO, now);
            case Submission.Deferred(var error, var after, var throttled) -> {
                if (!throttled || lane != lastLane || probing) {
                    failed(after, now);
                }
                lastLane = lane;
            }
        }
    }

    private void open() {
        failures = 0;
        level = 0;
        closed = false;
        probing = false;
    }

    private void failed(Duration asked, long now) {
        failures++;
        if (failures < threshold || (closed && !probing)) {
            return;
        }
        var pause = Math.min(maxPause, firstPause << Math.min(level, 20));
        closedUntil = now + Math.max(pause, asked == null ? 0 : asked.toNanos());
        level++;
        closed = true;
        probing = false;
    }
}
