package io.parley.bench;

import io.parley.local.JvmProfile;
import java.time.Duration;

/**
 * Durations of a benchmark run.
 *
 * @param rounds number of interleaved rounds of subject and baseline
 * @param round duration of one round
 * @param warmUp warm-up before the first round, for the JIT compilers
 * @param history number of stored messages when the cost with history is measured
 * @param jvm JVM profile of the services and the baselines
 */
record Pace(int rounds, Duration round, Duration warmUp, int history, JvmProfile jvm) {

    /** About twenty-five minutes. C2 needs a minute of load until a service reaches its final speed. */
    static final Pace FULL = new Pace(5, Duration.ofSeconds(8), Duration.ofSeconds(60), 5_000_000, JvmProfile.BENCH);

    /** About three minutes, too short for C2: everything runs with C1 only, as in {@code ./dev up}. */
    static final Pace QUICK =
            new Pace(3, Duration.ofSeconds(2), Duration.ofSeconds(8), 200_000, JvmProfile.LOCAL.withoutCaches());
}
