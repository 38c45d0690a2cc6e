package io.parley.messaging.directory;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Rotation of a key.
 *
 * @param overlapSeconds time for which the old key stays valid, at most 30 days; 0 if left out
 */
record RotationRequest(@Min(0) @Max(2_592_000) @Nullable Integer overlapSeconds) {
    static final RotationRequest IMMEDIATE = new RotationRequest(0);

    long overlap() {
        return overlapSeconds == null ? 0 : overlapSeconds;
    }
}
