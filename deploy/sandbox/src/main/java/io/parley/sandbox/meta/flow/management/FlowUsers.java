package io.parley.sandbox.meta.flow.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.meta.flow.endpoint.ExchangeReport;
import io.parley.sandbox.meta.flow.management.SentFlows.SentFlow;
import io.parley.sandbox.web.Json;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/** People who use Flows, for the control API: their phones call the endpoint and send the completed Flow. */
public final class FlowUsers {
    private static final String COMPLETED = "SUCCESS";

    private final SandboxFlowLibrary library;
    private final SandboxFlowEndpoints endpoints;
    private final SentFlows sent;
    private final Function<ObjectNode, String> inbound;

    /** @param inbound sends a message from a phone, and returns its id */
    FlowUsers(
            SandboxFlowLibrary library,
            SandboxFlowEndpoints endpoints,
            SentFlows sent,
            Function<ObjectNode, String> inbound) {
        this.library = library;
        this.endpoints = endpoints;
        this.sent = sent;
        this.inbound = inbound;
    }

    /**
     * Sends one request of a person's phone to the endpoint of the Flow.
     *
     * @param request see {@link SandboxFlowEndpoints#exchange}; {@code from} and {@code wamid} select the message that the person has
     *     received: its token is used, and a response that ends the Flow sends the completed Flow
     * @return the report; never fails
     */
    public Future<ObjectNode> exchange(String flowId, ObjectNode request) {
        var flow = find(flowId);
        var message = message(flowId, request);
        var withToken = request.deepCopy();
        message.filter(found -> !request.has("flow_token") && found.token() != null)
                .ifPresent(found -> withToken.put("flow_token", found.token()));
        return endpoints.exchange(flow, withToken).map(report -> describe(flow, withToken, message, report));
    }

    private SandboxFlow find(String flowId) {
        return library.find(flowId).orElseThrow(() -> new IllegalArgumentException("no Flow " + flowId));
    }

    private Optional<SentFlow> message(String flowId, ObjectNode request) {
        var wamid = request.path("wamid").asText(null);
        var from = request.path("from").asText(null);
        return wamid == null && from == null ? Optional.empty() : sent.find(flowId, wamid, from);
    }

    private ObjectNode describe(
            SandboxFlow flow, ObjectNode request, Optional<SentFlow> message, ExchangeReport report) {
        var json = report.json();
        if (!report.isAnswered()) {
            return json;
        }
        var answer = report.answer();
        if (answer.has("screen")) {
            describeScreen(json, flow, answer.path("screen").asText());
        } else {
            json.put("valid", isExpected(request.path("action").asText("INIT"), answer));
        }
        if (answer.path("screen").asText().equals(COMPLETED)) {
            message.ifPresent(found ->
                    json.put("completed", complete(found, answer.at("/data/extension_message_response/params"))));
        }
        return json;
    }

    /** Adds whether the phone can show the screen. It reports an unknown one to the endpoint as an error. */
    private static void describeScreen(ObjectNode json, SandboxFlow flow, String screen) {
        json.put("screen", screen);
        json.put("valid", screen.equals(COMPLETED) || flow.report.hasScreen(screen));
    }

    private static boolean isExpected(String action, JsonNode answer) {
        return switch (action) {
            case "ping" -> answer.at("/data/status").asText().equals("active");
            case "error" -> answer.at("/data/acknowledged").asBoolean(false);
            default -> false;
        };
    }

    /**
     * Sends a completed Flow from a person, as {@code nfm_reply}.
     *
     * @param request {@code from} or {@code wamid} of the message that opened it, and {@code params}, the values; {@code
     *     params} that are a text are sent as they are, as old phones do
     * @return the id of the message
     */
    public String complete(String flowId, ObjectNode request) {
        find(flowId);
        var message = message(flowId, request)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no message with Flow " + flowId + " was sent to this person; from or wamid is required"));
        return complete(message, request.path("params"));
    }

    private String complete(SentFlow message, JsonNode params) {
        var request = Json.MAPPER
                .createObjectNode()
                .put("channel", "whatsapp")
                .put("from", message.recipient())
                .put("to", message.display());
        var content = request.putObject("message").put("type", "interactive");
        content.putObject("context").put("from", message.display()).put("id", message.wamid());
        content.putObject("interactive")
                .put("type", "nfm_reply")
                .putObject("nfm_reply")
                .put("name", "flow")
                .put("body", "Sent")
                .put("response_json", response(message, params));
        return inbound.apply(request);
    }

    private static String response(SentFlow message, JsonNode params) {
        if (params.isTextual()) {
            return params.asText();
        }
        var response = Json.MAPPER.createObjectNode();
        if (message.token() != null) {
            response.put("flow_token", message.token());
        }
        params.properties().forEach(value -> response.set(value.getKey(), value.getValue()));
        return response.toString();
    }
}
