package io.parley.flow.lifecycle;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contract's states of a flow. A flow only moves forward, so results that arrive in another order than Meta made them
 * lead to the same state.
 */
public enum FlowStatus {
    DRAFT,
    PUBLISHED,
    DEPRECATED;

    /** Meta also has states of a published flow whose endpoint fails or that was blocked. */
    private static final Map<String, FlowStatus> META = Map.of(
            "DRAFT",
            DRAFT,
            "PUBLISHED",
            PUBLISHED,
            "THROTTLED",
            PUBLISHED,
            "BLOCKED",
            PUBLISHED,
            "DEPRECATED",
            DEPRECATED);

    /** The state of Meta's value; empty for a value that Meta has added since, which changes nothing. */
    public static Optional<FlowStatus> ofMeta(@Nullable String metaStatus) {
        return Optional.ofNullable(metaStatus).map(META::get);
    }

    /** Whether the state can follow this one or is the same; a read can miss states in between. */
    public boolean canBecome(FlowStatus next) {
        return next.compareTo(this) >= 0;
    }
}
