package io.parley.flow.api;

import io.parley.flow.lifecycle.FlowCategory;
import io.parley.runtime.validation.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of a draft; members that are null stay as they are. */
public record UpdateFlowRequest(
        @Text(max = CreateFlowRequest.MAX_NAME) @Nullable String name,

        @Size(min = 1, max = CreateFlowRequest.MAX_CATEGORIES) @Nullable
        List<@NotNull FlowCategory> categories,

        @Text(max = CreateFlowRequest.MAX_ENDPOINT) @Nullable
        String endpointUri) {}
