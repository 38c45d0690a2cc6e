package io.parley.sandbox.meta.flow.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.fault.FaultPlan;
import io.parley.sandbox.meta.account.AccountControl;
import io.parley.sandbox.meta.change.ChangeWebhooks;
import io.parley.sandbox.web.Json;
import java.util.Optional;

/** Creates Meta's webhooks of the field {@code flows}. The methods return the field; empty if none is sent. */
final class SandboxFlowWebhooks {
    private static final String FIELD = "flows";

    private final ChangeWebhooks webhooks;

    SandboxFlowWebhooks(SandboxContext context, AccountControl.Webhooks sender) {
        webhooks = new ChangeWebhooks(context, sender, FIELD, FaultPlan::flows);
    }

    /** Runs a change about which Meta stays silent. */
    void mute(Runnable change) {
        webhooks.mute(change);
    }

    /** @param oldStatus null for a new Flow, of which Meta reports the new status only */
    Optional<String> status(SandboxFlow flow, String oldStatus) {
        var message = oldStatus == null
                ? "Flow " + flow.name + " has been created with status " + flow.status
                : "Flow " + flow.name + " changed status from " + oldStatus + " to " + flow.status;
        var value = value(flow, "FLOW_STATUS_CHANGE", message);
        if (oldStatus != null) {
            value.put("old_status", oldStatus);
        }
        return webhooks.send(flow.wabaId, FIELD, value.put("new_status", flow.status));
    }

    /** Announces that the version of a Flow expires: a status change without a change, with a warning. */
    Optional<String> versionWarning(SandboxFlow flow, String warning) {
        var value = value(flow, "FLOW_STATUS_CHANGE", "Flow " + flow.name + " uses a version that expires soon.")
                .put("old_status", flow.status)
                .put("new_status", flow.status)
                .put("warning", warning);
        return webhooks.send(flow.wabaId, FIELD, value);
    }

    /**
     * Sends an alert of Meta's monitoring.
     *
     * @param event CLIENT_ERROR_RATE, ENDPOINT_ERROR_RATE, ENDPOINT_LATENCY or ENDPOINT_AVAILABILITY
     * @param measured members of the event
     */
    Optional<String> alert(SandboxFlow flow, String event, ObjectNode measured) {
        var value = value(flow, event, "Flow " + flow.name + ": " + event);
        value.setAll(measured);
        return webhooks.send(flow.wabaId, FIELD, value);
    }

    private static ObjectNode value(SandboxFlow flow, String event, String message) {
        return Json.MAPPER
                .createObjectNode()
                .put("event", event)
                .put("message", message)
                .put("flow_id", flow.id);
    }

    void clear() {
        webhooks.clear();
    }
}
