package io.parley.runtime.work;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Doubling pauses with jitter, so that instances that failed together do not come back together.
 *
 * @param first the longest first pause
 * @param max no pause is longer
 */
public record BackOff(Duration first, Duration max) {

    /** Milliseconds to wait after that many failures before this one: between half of the step and the whole. */
    public long pause(int failuresBefore) {
        var step = Math.min(max.toMillis(), first.toMillis() << Math.min(failuresBefore, 20));
        return step / 2 + ThreadLocalRandom.current().nextLong(step / 2 + 1);
    }
}
