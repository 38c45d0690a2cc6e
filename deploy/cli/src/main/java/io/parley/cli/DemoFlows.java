package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.runtime.command.ConversationsApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/** Flows in every state, by the API. */
record DemoFlows(ConversationsApi api, DemoData data) {

    /** Creates the flows that the account does not have, and returns how many. */
    int load() {
        var account = api.pages("/conversations/v3/channels/whatsapp/accounts").getFirst();
        var path = ConversationsApi.path(account.path("whatsAppAccountId").asText(), "flows");
        var existing =
                api.pages(path).stream().map(flow -> flow.path("name").asText()).collect(Collectors.toSet());
        var missing = data.flows().stream()
                .filter(flow -> !existing.contains(flow.name()))
                .toList();
        missing.forEach(flow -> create(path, flow));
        return missing.size();
    }

    private void create(String path, DemoData.Flow flow) {
        var request = OutputOptions.object().put("name", flow.name());
        request.putArray("categories").add(flow.category());
        var flowPath =
                path + "/" + api.call("POST", path, request).path("flowId").asText();
        api.send("POST", flowPath + "/assets", file());
        if (!flow.state().equals("DRAFT")) {
            api.call("POST", flowPath + "/publish", (JsonNode) null);
        }
        if (flow.state().equals("DEPRECATED")) {
            api.call("POST", flowPath + "/deprecate", (JsonNode) null);
        }
    }

    private static byte[] file() {
        try (var in = DemoFlows.class.getResourceAsStream("demo/flow.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
