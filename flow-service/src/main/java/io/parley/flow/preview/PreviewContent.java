package io.parley.flow.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.flow.validation.FlowValidationError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the preview page loads.
 *
 * @param name title of the page
 * @param json the Flow JSON as text, which need not be valid; null if there is none yet
 * @param errors what the validator reports; null hides them, and the page then loads its content only once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreviewContent(
        String name, @Nullable String json, @Nullable List<FlowValidationError> errors) {}
