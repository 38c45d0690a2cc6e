package io.parley.messaging.directory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * How a key is replaced.
 *
 * @param overlapSeconds how long the old key still works, at most 30 days; not at all if left out
 */
record RotationRequest(@Min(0) @Max(2_592_000) Integer overlapSeconds) {
    static final RotationRequest AT_ONCE = new RotationRequest(0);

    long overlap() {
        return overlapSeconds == null ? 0 : overlapSeconds;
    }
}
