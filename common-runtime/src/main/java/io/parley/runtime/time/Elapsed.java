package io.parley.runtime.time;

import java.time.Duration;
import java.time.Instant;

/** Times between events that different hosts have recorded, for metrics, which accept no negative values. */
public final class Elapsed {

    private Elapsed() {}

    /** Returns zero if the end is before the start, as it can be if the hosts' clocks differ. */
    public static Duration between(Instant start, Instant end) {
        return end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
    }
}
