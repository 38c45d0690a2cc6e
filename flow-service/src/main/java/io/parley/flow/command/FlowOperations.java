package io.parley.flow.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.ConversationsApi;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Conversations API's operations for the flows of one WhatsApp account. */
record FlowOperations(ConversationsApi api, String account) {

    /** All flows with their details, since the list has neither endpoint nor versions. */
    List<JsonNode> flows() {
        return api.pages(path()).stream()
                .map(flow -> api.call("GET", path() + "/" + id(flow), (JsonNode) null))
                .toList();
    }

    /** The Flow JSON; empty if the flow has none. */
    Optional<byte[]> file(String flowId) {
        return api.pages(path() + "/" + flowId + "/assets").stream()
                .map(asset -> asset.path("downloadUrl").asText())
                .filter(url -> !url.isEmpty())
                .findFirst()
                .map(url -> api.download(URI.create(url)));
    }

    /** Returns the id of the new flow. */
    String create(FlowDescription flow) {
        return api.call("POST", path(), members(flow)).path("flowId").asText();
    }

    void update(String flowId, FlowDescription flow) {
        api.call("POST", path() + "/" + flowId, members(flow));
    }

    /** Fails if the file has errors that only Meta finds. */
    void upload(String flowId, FlowDescription flow) {
        var errors = api.send("POST", path() + "/" + flowId + "/assets", flow.content())
                .path("validationErrors");
        if (!errors.isEmpty()) {
            var lines = new ArrayList<String>();
            errors.forEach(error -> lines.add("%s:%s:%s %s %s"
                    .formatted(
                            flow.json(),
                            error.path("lineStart").asText(),
                            error.path("columnStart").asText(),
                            error.path("error").asText(),
                            error.path("message").asText())));
            throw new CommandFailure("the file was uploaded with errors:\n" + String.join("\n", lines));
        }
    }

    void publish(String flowId) {
        api.call("POST", path() + "/" + flowId + "/publish", (JsonNode) null);
    }

    void deprecate(String flowId) {
        api.call("POST", path() + "/" + flowId + "/deprecate", (JsonNode) null);
    }

    void delete(String flowId) {
        api.call("DELETE", path() + "/" + flowId, (JsonNode) null);
    }

    static String id(JsonNode flow) {
        return flow.path("id").asText();
    }

    private String path() {
        return ConversationsApi.path(account, "flows");
    }

    private static ObjectNode members(FlowDescription flow) {
        var members = JsonNodeFactory.instance.objectNode().put("name", flow.name());
        flow.categories().forEach(members.putArray("categories")::add);
        if (flow.endpointUri() != null) {
            members.put("endpointUri", flow.endpointUri());
        }
        return members;
    }
}
