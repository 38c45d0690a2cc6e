package io.parley.messaging.callback.delivery;

import io.parley.messaging.channel.InboundRetries;
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
     * Retries until a maximum age. Growing delays are reduced by up to a quarter of jitter, so that callbacks that
     * failed together are not retried together; constant ones are exact, as the contract promises them.
     */
    record UntilAge(InboundRetries retries) implements RetrySchedule {
        private static final int MAX_DOUBLINGS = 30;

        @Override
        public Optional<Duration> pause(UUID call, int failures, Duration age) {
            var pause = isRest(failures) ? retries.rest() : delay(call, failures);
            return age.plus(pause).compareTo(retries.until()) > 0 ? Optional.empty() : Optional.of(pause);
        }

        private boolean isRest(int failures) {
            return retries.restAfter() > 0 && failures % retries.restAfter() == 0;
        }

        private Duration delay(UUID call, int failures) {
            var max = retries.max().toMillis();
            var first = retries.first().toMillis();
            var step = Math.min(max, first << Math.min(failures - 1, MAX_DOUBLINGS));
            return Duration.ofMillis(first == max ? step : step - share(call, failures, step / 4));
        }

        /** A pseudo-random part of the whole, the same for the same callback and attempt. */
        private static long share(UUID call, int failures, long whole) {
            var mixed = (call.getLeastSignificantBits() ^ failures * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
            return Math.floorMod(mixed ^ mixed >>> 31, whole + 1);
        }
    }
}
