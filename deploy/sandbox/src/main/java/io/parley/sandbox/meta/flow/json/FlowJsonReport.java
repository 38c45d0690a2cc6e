package io.parley.sandbox.meta.flow.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * What Meta finds in a Flow JSON.
 *
 * @param root the document; a missing node if it is not JSON
 * @param version null if the document has none
 * @param dataApiVersion null for a Flow without an endpoint
 * @param errors in the form of {@code validation_errors}
 */
public record FlowJsonReport(JsonNode root, String version, String dataApiVersion, ArrayNode errors) {

    public boolean hasEndpoint() {
        return dataApiVersion != null;
    }

    /** Returns whether Meta publishes Flows of this version. */
    public boolean isPublishable() {
        return FlowJsonVersions.isPublishable(version);
    }

    /** Returns whether the Flow has a screen with this id. */
    public boolean hasScreen(String id) {
        return root.path("screens")
                .valueStream()
                .anyMatch(screen -> screen.path("id").asText().equals(id));
    }
}
