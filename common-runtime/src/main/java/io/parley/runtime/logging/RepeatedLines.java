package io.parley.runtime.logging;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What libraries repeat while something is unavailable, Kafka's clients above all ("Connection to node 1 could not be
 * established"), is shown once an interval with the number of lines that were left out since.
 */
final class RepeatedLines {
    private static final long INTERVAL = Duration.ofSeconds(30).toNanos();
    private static final int KEY_LENGTH = 160;

    /** Beyond this many different lines all are forgotten, which costs a repeated line and bounds the memory. */
    private static final int MAX_KEYS = 500;

    private final LongSupplier nanoTime;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(long shownAt, int leftOut, boolean show, int leftOutBefore) {}

    RepeatedLines(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How many lines like this one were left out before it; -1 if this one is to be left out, too. */
    int leftOutBefore(String logger, String text) {
        if (seen.size() >= MAX_KEYS) {
            seen.clear();
        }
        var now = nanoTime.getAsLong();
        var state = seen.merge(key(logger, text), new Seen(now, 0, true, 0), (last, first) -> next(last, now));
        return state.show() ? state.leftOutBefore() : -1;
    }

    private static Seen next(Seen last, long now) {
        return now - last.shownAt() >= INTERVAL
                ? new Seen(now, 0, true, last.leftOut())
                : new Seen(last.shownAt(), last.leftOut() + 1, false, 0);
    }

    /** Lines that differ in their figures are alike. */
    private static String key(String logger, String text) {
        var begin = text.length() > KEY_LENGTH ? text.substring(0, KEY_LENGTH) : text;
        return logger + ' ' + begin.replaceAll("\\d+", "0");
    }
}
