package io.parley.bench;

import io.parley.local.JvmProfile;
import java.time.Duration;

/**
 * Durations of a benchmark run.
 *
 * @param rounds number of interleaved rounds of subject and baseline
 * @param round duration of one round; short, so that subject and baseline meet the same load of the machine
 * @param load duration of a load that is measured once, for latencies and costs
 * @param warmUp warm-up before the first round, for the JIT compilers
 * @param history number of stored messages when the cost with history is measured
 * @param jvm JVM profile of the services and the baselines
 */
record Pace(int rounds, Duration round, Duration load, Duration warmUp, int history, JvmProfile jvm) {

    /** Up to an hour. C2 needs a minute of load until a service reaches its final speed. */
    static final Pace FULL = new Pace(
            10, Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(60), 5_000_000, JvmProfile.BENCH);

    /** About four minutes, too short for C2: everything runs with C1 only, as in {@code ./dev up}. */
    static final Pace QUICK = new Pace(
            6,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(8),
            200_000,
            JvmProfile.LOCAL.withoutCaches());
}
