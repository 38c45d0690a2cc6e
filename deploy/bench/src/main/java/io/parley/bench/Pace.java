package io.parley.bench;

import io.parley.local.JvmProfile;
import java.time.Duration;

/**
 * How long each part of a run takes.
 *
 * @param rounds of the thing and of its yardstick, interleaved
 * @param round length of one
 * @param warmUp before the first round, for the compilers
 * @param history messages that are stored before the cost with history is measured
 * @param jvm how the services and the yardsticks run
 */
record Pace(int rounds, Duration round, Duration warmUp, int history, JvmProfile jvm) {

    /** About twenty-five minutes. The full compiler takes a minute of load before a service runs as it will. */
    static final Pace FULL = new Pace(5, Duration.ofSeconds(8), Duration.ofSeconds(60), 5_000_000, JvmProfile.BENCH);

    /** About three minutes, too short for the full compiler: everything runs with the quick one, as in {@code ./dev up}. */
    static final Pace QUICK =
            new Pace(3, Duration.ofSeconds(2), Duration.ofSeconds(8), 200_000, JvmProfile.LOCAL.withoutCaches());
}
