package io.parley.messaging.callback.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Retry schedule of a callback. Pure arithmetic: uses neither clock nor random numbers. */
sealed interface RetrySchedule {

    /**
     * The delay after a failure; empty if no retry is left.
     *
     * @param call id of the callback; jitters the delays of different callbacks
     * @param failures attempts so far, including this one
     * @param age time from the fact to this failure
     */
    Optional<Duration> pause(UUID call, int failures, Duration age);

    /** One retry per delay. */
    record FixedDelays(List<Duration> pauses) implements RetrySchedule {
        @Override
        public Optional<Duration> pause(UUID call, int failures, Duration age) {
            return failures > pauses.size() ? Optional.empty() : Optional.of(pauses.get(failures - 1));
        }
    }

    /**
     * A constant delay.
     *
     * @param row after this many consecutive failures
     * @param rest this delay is used instead
     * @param until no attempt is made at a greater age
     */
    record Periodic(Duration every, int row, Duration rest, Duration until) implements RetrySchedule {
        @Override
        public Optional<Duration> pause(UUID call, int failures, Duration age) {
            return within(until, age, failures % row == 0 ? rest : every);
        }
    }

    /**
     * Exponential delays, each reduced by up to a quarter of jitter, so that callbacks that failed together are not
     * retried together.
     *
     * @param max maximum delay
     * @param until no attempt is made at a greater age
     */
    record Exponential(Duration first, Duration max, Duration until) implements RetrySchedule {
        private static final int MAX_DOUBLINGS = 30;

        @Override
        public Optional<Duration> pause(UUID call, int failures, Duration age) {
            var step = Math.min(max.toMillis(), first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS));
            return within(until, age, Duration.ofMillis(step - share(call, failures, step / 4)));
        }

        /** A pseudo-random part of the whole, the same for the same callback and attempt. */
        private static long share(UUID call, int failures, long whole) {
            var mixed = (call.getLeastSignificantBits() ^ failures * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
            return Math.floorMod(mixed ^ mixed >>> 31, whole + 1);
        }
    }

    private static Optional<Duration> within(Duration until, Duration age, Duration pause) {
        return age.plus(pause).compareTo(until) > 0 ? Optional.empty() : Optional.of(pause);
    }
}
