package io.parley.runtime.resilience;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential back-off with jitter. A step doubles with each failure up to the maximum; a pause is the step less a
 * random part of its jitter, so that clients that failed together do not retry together. For a {@code Uni} that is
 * simply repeated, use Mutiny's {@code retry().withBackOff()}.
 *
 * @param first first step
 * @param max maximum of all steps
 * @param jitter share of a step that is random: 0 for exact steps, 1 for any pause below the step
 */
public record BackOff(Duration first, Duration max, double jitter) {

    /** Creates a back-off with pauses between half of the step and the whole. */
    public BackOff(Duration first, Duration max) {
        this(first, max, 0.5);
    }

    /** Creates a back-off that always pauses for the same time. */
    public static BackOff constant(Duration pause) {
        return new BackOff(pause, pause, 0);
    }

    /** Returns a random pause after the given number of earlier failures. */
    public Duration pause(int failuresBefore) {
        return pause(failuresBefore, ThreadLocalRandom.current().nextDouble());
    }

    /**
     * As {@link #pause(int)}, for callers with a random number of their own.
     *
     * @param random from 0 to 1: how much of the jitter is subtracted
     */
    public Duration pause(int failuresBefore, double random) {
        var step = Math.min(max.toNanos(), first.toNanos() * Math.pow(2, failuresBefore));
        return Duration.ofNanos((long) (step - step * jitter * random));
    }
}
