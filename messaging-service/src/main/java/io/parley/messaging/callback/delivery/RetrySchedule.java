package io.parley.messaging.callback.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** When a call that was not taken is made again: data and arithmetic, no clock and no chance. */
sealed interface RetrySchedule {

    /**
     * How long to wait after a failure; empty once the schedule is used up.
     *
     * @param call id of the call; spreads the pauses of different calls
     * @param failures tries so far, this one included
     * @param age time from the fact to this failure
     */
    Optional<Duration> pause(UUID call, int failures, Duration age);

    /** As many further tries as there are pauses. */
    record FixedDelays(List<Duration> pauses) implements RetrySchedule {
        @Override
        public Optional<Duration> pause(UUID call, int failures, Duration age) {
            return failures > pauses.size() ? Optional.empty() : Optional.of(pauses.get(failures - 1));
        }
    }

    /**
     * The same pause again and again.
     *
     * @param row after this many failures in a row
     * @param rest this takes the place of the pause
     * @param until no try is made at a greater age
     */
    record Periodic(Duration every, int row, Duration rest, Duration until) implements RetrySchedule {
        @Override
        public Optional<Duration> pause(UUID call, int failures, Duration age) {
            return within(until, age, failures % row == 0 ? rest : every);
        }
    }

    /**
     * Pauses that double, each shortened by up to a quarter, so that calls that failed together do not return together.
     *
     * @param max no pause is longer
     * @param until no try is made at a greater age
     */
    record Exponential(Duration first, Duration max, Duration until) implements RetrySchedule {
        private static final int MAX_DOUBLINGS = 30;

        @Override
        public Optional<Duration> pause(UUID call, int failures, Duration age) {
            var step = Math.min(max.toMillis(), first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS));
            return within(until, age, Duration.ofMillis(step - share(call, failures, step / 4)));
        }

        /** A part of the whole that looks like chance but is the same for the same call and try. */
        private static long share(UUID call, int failures, long whole) {
            var mixed = (call.getLeastSignificantBits() ^ failures * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
            return Math.floorMod(mixed ^ mixed >>> 31, whole + 1);
        }
    }

    private static Optional<Duration> within(Duration until, Duration age, Duration pause) {
        return age.plus(pause).compareTo(until) > 0 ? Optional.empty() : Optional.of(pause);
    }
}
