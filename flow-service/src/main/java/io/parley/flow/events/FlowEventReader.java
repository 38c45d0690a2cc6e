package io.parley.flow.events;

import static io.parley.runtime.json.ProviderJson.plain;
import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.flow.store.FlowAlerts.Alert;
import io.parley.model.ProviderEvent;
import io.parley.runtime.json.ProviderJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Reads webhooks of the field {@code flows} ([Meta: Webhooks](https://developers.facebook.com/docs/whatsapp/flows/reference/flowswebhooks)).
 */
final class FlowEventReader {
    private static final String FIELD = "flows";
    private static final String STATUS = "FLOW_STATUS_CHANGE";

    /** The member with what was measured, by event. */
    private static final Map<String, String> MEASURED = Map.of(
            "CLIENT_ERROR_RATE", "error_rate",
            "ENDPOINT_ERROR_RATE", "error_rate",
            "ENDPOINT_LATENCY", "p90_latency",
            "ENDPOINT_AVAILABILITY", "availability");

    private FlowEventReader() {}

    /** Empty for an event of an unknown kind, or one that names no flow. */
    static Optional<FlowEvent> read(ProviderEvent event) {
        if (!FIELD.equals(event.kind()) || event.payload() == null) {
            return Optional.empty();
        }
        var value = event.payload().path("value");
        var wabaId = scalar(event.payload().path("entry"));
        var flowId = scalar(value.path("flow_id")).filter(id -> id.matches("[0-9]{1,32}"));
        if (wabaId.isEmpty() || flowId.isEmpty()) {
            return Optional.empty();
        }
        var at = ProviderJson.seconds(event.payload().path("time"), event.receivedAt());
        var kind = value.path("event").asText();
        if (kind.equals(STATUS)) {
            var newStatus = text(value.path("new_status")).orElse(null);
            return Optional.of(new FlowEvent(wabaId.get(), flowId.get(), newStatus, null, at));
        }
        return Optional.ofNullable(MEASURED.get(kind))
                .map(measured -> new FlowEvent(wabaId.get(), flowId.get(), null, alert(kind, measured, value, at), at));
    }

    private static Alert alert(String kind, String measured, JsonNode value, Instant at) {
        return new Alert(
                kind,
                text(value.path("alert_state")).orElse("ACTIVATED"),
                plain(value.path(measured)).orElse(null),
                plain(value.path("threshold")).orElse(null),
                text(value.path("message")).orElse(null),
                at);
    }
}
