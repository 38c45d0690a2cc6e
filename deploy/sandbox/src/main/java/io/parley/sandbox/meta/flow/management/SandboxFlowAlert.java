package io.parley.sandbox.meta.flow.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An alert of Meta's monitoring. The values that the request does not contain are those of Meta's samples.
 *
 * @param measured members of the webhook
 */
record SandboxFlowAlert(String event, ObjectNode measured) {
    private static final List<String> STATES = List.of("ACTIVATED", "DEACTIVATED");
    private static final String RATES = """
            {"error_rate":14.28,"threshold":10,"errors":[
              {"error_type":"%s","error_rate":66.66,"error_count":2},{"error_type":"%s","error_rate":33.33,"error_count":1}]}""";

    /** Events and samples by the names of the control API. */
    private static final Map<String, SandboxFlowAlert> KNOWN = Map.of(
            "client-error-rate",
            sample("CLIENT_ERROR_RATE", RATES.formatted("INVALID_SCREEN_TRANSITION", "PUBLIC_KEY_MISSING")),
            "endpoint-error-rate",
            sample("ENDPOINT_ERROR_RATE", RATES.formatted("TIMEOUT_ERROR", "HTTP_STATUS_5XX")),
            "endpoint-latency",
            sample(
                    "ENDPOINT_LATENCY",
                    "{\"p90_latency\":8000,\"p50_latency\":500,\"requests_count\":34,\"threshold\":7000}"),
            "endpoint-availability",
            sample("ENDPOINT_AVAILABILITY", "{\"availability\":75,\"threshold\":90}"));

    private static SandboxFlowAlert sample(String event, String measured) {
        try {
            return new SandboxFlowAlert(event, (ObjectNode) Json.MAPPER.readTree(measured));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param request replaces members of the sample; {@code alert_state} is ACTIVATED or DEACTIVATED
     * @throws IllegalArgumentException if the name is unknown or the request has another member
     */
    static SandboxFlowAlert of(String name, ObjectNode request) {
        var sample = KNOWN.get(name);
        if (sample == null) {
            throw new IllegalArgumentException("unknown change " + name + "; see /openapi");
        }
        var measured = sample.measured.deepCopy().put("alert_state", STATES.getFirst());
        request.properties().stream()
                .filter(member -> !member.getKey().equals("silent"))
                .forEach(member -> {
                    if (!measured.has(member.getKey())) {
                        throw new IllegalArgumentException(sample.event + " has no member " + member.getKey());
                    }
                    measured.set(member.getKey(), member.getValue());
                });
        if (!STATES.contains(measured.path("alert_state").asText())) {
            throw new IllegalArgumentException("alert_state must be one of " + STATES);
        }
        return new SandboxFlowAlert(sample.event, measured);
    }

    Optional<String> send(SandboxFlowWebhooks webhooks, SandboxFlow flow) {
        return webhooks.alert(flow, event, measured);
    }
}
