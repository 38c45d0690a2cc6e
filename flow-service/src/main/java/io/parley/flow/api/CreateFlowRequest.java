package io.parley.flow.api;

import io.parley.flow.lifecycle.FlowCategory;
import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft to be created.
 *
 * @param name unique in the WhatsApp account
 * @param endpointUri not checked here, since the endpoint may be chosen later; before the flow is published
 */
public record CreateFlowRequest(
        @NotNull @Text(max = MAX_NAME) String name,
        @NotNull @Size(min = 1, max = MAX_CATEGORIES) List<@NotNull FlowCategory> categories,
        @Text(max = MAX_ENDPOINT) @Nullable String endpointUri) {
    static final int MAX_NAME = 200;
    static final int MAX_CATEGORIES = 8;
    static final int MAX_ENDPOINT = 2000;
}
