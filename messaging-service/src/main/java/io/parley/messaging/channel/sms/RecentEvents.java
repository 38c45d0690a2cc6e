package io.parley.messaging.channel.sms;

import java.time.Duration;
import java.util.ArrayDeque;

/** Counts the events of the last ten minutes. Of more than {@value #MAX} the oldest are forgotten. */
final class RecentEvents {
    static final Duration PERIOD = Duration.ofMinutes(10);
    static final int MAX = 1000;

    private final ArrayDeque<Long> times = new ArrayDeque<>();

    synchronized void add() {
        if (times.size() == MAX) {
            times.removeFirst();
        }
        times.addLast(System.nanoTime());
    }

    synchronized int count() {
        var oldest = System.nanoTime() - PERIOD.toNanos();
        times.removeIf(time -> time - oldest < 0);
        return times.size();
    }
}
