package io.parley.flow.reconcile;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.flow.lifecycle.FlowError;
import io.parley.flow.lifecycle.FlowErrors;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A flow as Meta returns it. Members that are null were not returned, and what is stored stays as it is.
 *
 * @param errors empty for a file without errors
 * @param wabaId only of a single flow
 */
record MetaFlow(
        String flowId,
        @Nullable String name,
        @Nullable String status,
        @Nullable List<String> categories,
        @Nullable List<FlowError> errors,
        @Nullable String jsonVersion,
        @Nullable String dataApiVersion,
        @Nullable String endpointUri,
        @Nullable String updatedAt,
        @Nullable String wabaId) {

    /** Empty if it has no id. */
    static Optional<MetaFlow> of(JsonNode flow) {
        return scalar(flow.path("id"))
                .filter(id -> id.matches("[0-9]{1,32}"))
                .map(id -> new MetaFlow(
                        id,
                        text(flow.path("name")).orElse(null),
                        text(flow.path("status")).orElse(null),
                        flow.path("categories").isArray() ? categories(flow.path("categories")) : null,
                        flow.path("validation_errors").isArray()
                                ? FlowErrors.ofMeta(flow.path("validation_errors"))
                                : null,
                        scalar(flow.path("json_version")).orElse(null),
                        scalar(flow.path("data_api_version")).orElse(null),
                        text(flow.path("endpoint_uri")).orElse(null),
                        scalar(flow.path("updated_at")).orElse(null),
                        scalar(flow.path("whatsapp_business_account").path("id"))
                                .orElse(null)));
    }

    private static List<String> categories(JsonNode values) {
        return elements(values).stream()
                .flatMap(value -> text(value).stream())
                .map(value -> value.replace(",", ""))
                .toList();
    }
}
