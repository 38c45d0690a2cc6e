package io.parley.messaging.callback.delivery;

import io.parley.messaging.channel.InboundRetries;
import io.parley.runtime.resilience.BackOff;
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
    record UntilAge(InboundRetries retries, BackOff delays) implements RetrySchedule {
        private static final double JITTER = 0.25;

        UntilAge(InboundRetries retries) {
            this(retries, new BackOff(retries.first(), retries.max(), retries.isConstant() ? 0 : JITTER));
        }

        @Override
        public Optional<Duration> pause(UUID call, int failures, Duration age) {
            var pause = isRest(failures) ? retries.rest() : delays.pause(failures - 1, random(call, failures));
            return age.plus(pause).compareTo(retries.until()) > 0 ? Optional.empty() : Optional.of(pause);
        }

        private boolean isRest(int failures) {
            return retries.restAfter() > 0 && failures % retries.restAfter() == 0;
        }

        /** A pseudo-random number from 0 to 1, the same for the same callback and attempt. */
        private static double random(UUID call, int failures) {
            var mixed = (call.getLeastSignificantBits() ^ failures * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
            return ((mixed ^ mixed >>> 31) >>> 11) * 0x1p-53;
        }
    }
}
