package io.parley.runtime.work;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential back-off with jitter, so that instances that failed together do not retry together.
 *
 * @param first maximum of the first pause
 * @param max maximum of all pauses
 */
public record BackOff(Duration first, Duration max) {

    /**
     * Returns the milliseconds to wait after the given number of earlier failures: between half of the step and the
     * whole.
     */
    public long pause(int failuresBefore) {
        var step = Math.min(max.toMillis(), first.toMillis() << Math.min(failuresBefore, 20));
        return step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
    }
}
