package io.parley.flow.lifecycle;

import io.parley.model.Violation;
import java.util.Optional;

/** Operations that change a flow, each with the only state that allows it: Meta's rules. */
public enum FlowOperation {
    UPDATE(FlowStatus.DRAFT, "only a draft can be changed"),
    UPLOAD(FlowStatus.DRAFT, "only a draft takes another file; create a new flow"),
    PUBLISH(FlowStatus.DRAFT, "only a draft can be published"),
    DEPRECATE(FlowStatus.PUBLISHED, "only a published flow can be deprecated"),
    DELETE(FlowStatus.DRAFT, "only a draft can be deleted; deprecate a published flow");

    private final FlowStatus allowed;
    private final String rule;

    FlowOperation(FlowStatus allowed, String rule) {
        this.allowed = allowed;
        this.rule = rule;
    }

    /** The violation if the state does not allow the operation. */
    public Optional<Violation> violation(FlowStatus status) {
        return status == allowed
                ? Optional.empty()
                : Optional.of(new Violation("status", "is " + status + ": " + rule));
    }

    /** Whether a flow in the state shows that the operation was made. */
    public boolean isMadeIn(FlowStatus status) {
        return switch (this) {
            case PUBLISH -> status != FlowStatus.DRAFT;
            case DEPRECATE -> status == FlowStatus.DEPRECATED;
            case UPDATE, UPLOAD, DELETE -> false;
        };
    }
}
