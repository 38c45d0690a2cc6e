package io.parley.flow.validation;

import java.util.List;
import java.util.Optional;

/**
 * The result of a validation.
 *
 * @param version the version that the Flow states; empty if it states no supported one
 * @param dataApiVersion as the Flow states it; empty for a Flow without endpoint
 * @param publishable whether Meta still accepts this version for publishing
 * @param errors ordered by position and code; at most {@value FlowValidator#MAX_ERRORS}
 * @param truncated whether there are more errors
 */
public record FlowReport(
        Optional<FlowVersion> version,
        Optional<String> dataApiVersion,
        boolean publishable,
        List<FlowValidationError> errors,
        boolean truncated) {

    public FlowReport {
        errors = List.copyOf(errors);
    }
}
