package io.parley.sandbox.meta.flow.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.account.SandboxAccounts;
import io.parley.sandbox.meta.flow.endpoint.ExchangeReport;
import io.parley.sandbox.meta.flow.endpoint.PhoneClient;
import io.parley.sandbox.meta.flow.endpoint.PhoneClient.Tampering;
import io.parley.sandbox.meta.flow.endpoint.PhoneTokenSignature;
import io.parley.sandbox.web.Json;
import io.vertx.core.Future;
import java.util.Locale;

/** Creates the requests of Flows to their endpoints, as Meta's document Implementing Endpoints describes them. */
final class SandboxFlowEndpoints {
    private static final String SIGNED_SINCE = "4.0";

    private final SandboxContext context;
    private final SandboxAccounts accounts;
    private final PhoneClient client;

    SandboxFlowEndpoints(SandboxContext context, SandboxAccounts accounts) {
        this.context = context;
        this.accounts = accounts;
        client = new PhoneClient(context, accounts);
    }

    /** Sends Meta's health check. The Flow must have an endpoint, and its account a public key. */
    Future<ExchangeReport> ping(SandboxFlow flow) {
        var payload = Json.MAPPER
                .createObjectNode()
                .put("version", flow.report.dataApiVersion())
                .put("action", "ping");
        return client.send(new PhoneClient.Call(flow.endpointUri, numberWithKey(flow), payload, Tampering.NONE));
    }

    /**
     * Sends a request of the control API.
     *
     * @param request {@code action} (INIT, data_exchange, BACK, ping or error), {@code screen}, {@code data}, {@code
     *     flow_token}, {@code number}, {@code tamper}
     * @throws IllegalArgumentException if the request is invalid, or the Flow has no endpoint
     */
    Future<ExchangeReport> exchange(SandboxFlow flow, ObjectNode request) {
        if (!flow.hasEndpoint()) {
            throw new IllegalArgumentException(
                    "Flow " + flow.id + " has no data_api_version: its phone calls no endpoint");
        }
        if (flow.endpointUri == null) {
            throw new IllegalArgumentException("Flow " + flow.id + " has no endpoint_uri");
        }
        var number = request.path("number").asText(numberWithKey(flow));
        return client.send(new PhoneClient.Call(
                flow.endpointUri,
                number,
                payload(flow, request),
                tampering(request.path("tamper").asText("none"))));
    }

    private static Tampering tampering(String name) {
        try {
            return Tampering.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tamper must be one of none, signature, unsigned, data, key", e);
        }
    }

    private String numberWithKey(SandboxFlow flow) {
        var numbers = accounts.registeredNumbers(flow.wabaId);
        return numbers.stream()
                .map(number -> number.id())
                .filter(id -> accounts.encryptionKey(id).isPresent())
                .findFirst()
                .orElseGet(() -> numbers.isEmpty() ? "" : numbers.getFirst().id());
    }

    private ObjectNode payload(SandboxFlow flow, ObjectNode request) {
        var version = request.path("version").asText(flow.report.dataApiVersion());
        var action = request.path("action").asText("INIT");
        var payload = Json.MAPPER.createObjectNode().put("version", version);
        switch (action) {
            case "ping" -> payload.put("action", action);
            case "error" -> {
                payload.put("action", "data_exchange");
                addSession(payload, request, version);
                payload.putObject("data")
                        .put("error", request.path("error").asText("INVALID_SCREEN_TRANSITION"))
                        .put("error_message", request.path("error_message").asText("The screen cannot follow."));
            }
            case "INIT", "BACK", "data_exchange" -> {
                payload.put("action", action);
                addSession(payload, request, version);
                payload.set(
                        "data",
                        request.path("data").isObject() ? request.path("data") : Json.MAPPER.createObjectNode());
            }
            default -> throw new IllegalArgumentException("action must be INIT, data_exchange, BACK, ping or error");
        }
        return payload;
    }

    private void addSession(ObjectNode payload, ObjectNode request, String version) {
        var token = request.path("flow_token").asText("unused");
        if (request.has("screen")) {
            payload.put("screen", request.path("screen").asText());
        }
        payload.put("flow_token", token);
        if (version.equals(SIGNED_SINCE)) {
            payload.put(
                    "flow_token_signature",
                    PhoneTokenSignature.of(token, context.settings().appSecret()));
        }
    }

    void clear() {
        client.clear();
    }
}
