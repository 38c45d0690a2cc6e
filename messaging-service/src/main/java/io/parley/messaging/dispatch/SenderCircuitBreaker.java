package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Submission;
import java.time.Duration;

/**
 * Circuit breaker of one sender of one channel. Opens for a while when consecutive calls fail or the provider throttles
 * the sender, then permits one probe call. Throttling of a single recipient does not open it. Time is
 * {@link System#nanoTime()}.
 */
final class SenderCircuitBreaker {

    private final int threshold;
    private final long firstPause;
    private final long maxPause;

    private int failures;
    private int level;
    private long lastLane;
    private boolean open;
    private boolean probing;
    private long openUntil;

    SenderCircuitBreaker(int threshold, Duration firstPause, Duration maxPause) {
        this.threshold = threshold;
        this.firstPause = firstPause.toNanos();
        this.maxPause = maxPause.toNanos();
    }

    /** Whether all calls are permitted. */
    synchronized boolean isClosed() {
        return !open;
    }

    /** Whether no call is permitted now. */
    synchronized boolean rejectsCalls(long now) {
        return open && (probing || now - openUntil < 0);
    }

    /** Permits one call; its result must be passed to {@link #onResult}. */
    synchronized boolean tryAcquirePermission(long now) {
        if (!open) {
            return true;
        }
        if (rejectsCalls(now)) {
            return false;
        }
        probing = true;
        return true;
    }

    /** Minimum wait of a call that is not permitted. */
    synchronized Duration remaining(long now) {
        return Duration.ofNanos(Math.max(0, open ? openUntil - now : 0));
    }

    synchronized void onResult(long lane, Submission submission, long now) {
        switch (submission) {
            case Submission.Accepted accepted -> close();
            case Submission.Rejected rejected -> close();
            case Submission.RecipientThrottled recipientThrottled -> close();
            case Submission.InDoubt unknown -> failed(Duration.ZERO, now);
            case Submission.Deferred(var error, var after, var throttled) -> {
                if (!throttled || lane != lastLane || probing) {
                    failed(after, now);
                }
                lastLane = lane;
            }
        }
    }

    private void close() {
        failures = 0;
        level = 0;
        open = false;
        probing = false;
    }

    private void failed(Duration retryAfter, long now) {
        failures++;
        if (failures < threshold || (open && !probing)) {
            return;
        }
        var pause = Math.min(maxPause, firstPause << Math.min(level, 20));
        openUntil = now + Math.max(pause, retryAfter == null ? 0 : retryAfter.toNanos());
        level++;
        open = true;
        probing = false;
    }
}
