package io.parley.runtime.logging;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Shows lines that libraries repeat while something is unavailable, such as Kafka's clients ("Connection to node 1
 * could not be established"), once per interval, with the number of lines suppressed since.
 */
final class RepeatedLines {
    private static final long INTERVAL = Duration.ofSeconds(30).toNanos();
    private static final int KEY_LENGTH = 160;

    /**
     * Maximum number of different lines; beyond it all are evicted, which costs a repeated line and bounds the memory.
     */
    private static final int MAX_KEYS = 500;

    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(long shownAt, int suppressed, boolean show, int suppressedBefore) {}

    RepeatedLines(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the number of similar lines suppressed before this one; -1 if this one is to be suppressed, too. */
    int suppressedBefore(String logger, String text) {
        if (seen.size() >= MAX_KEYS) {
            seen.clear();
        }
        var now = nanoTime.getAsLong();
        var state = seen.merge(key(logger, text), new Seen(now, 0, true, 0), (last, first) -> next(last, now));
        return state.show() ? state.suppressedBefore() : -1;
    }

    private static Seen next(Seen last, long now) {
        return now - last.shownAt() >= INTERVAL
                ? new Seen(now, 0, true, last.suppressed())
                : new Seen(last.shownAt(), last.suppressed() + 1, false, 0);
    }

    /** Lines that differ only in numbers have the same key. */
    private static String key(String logger, String text) {
        var begin = text.length() > KEY_LENGTH ? text.substring(0, KEY_LENGTH) : text;
        return logger + ' ' + begin.replaceAll("\\d+", "0");
    }
}
