package io.parley.sandbox.meta.flow.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxContext;
import io.parley.sandbox.meta.account.SandboxAccounts;
import io.parley.sandbox.web.Json;
import java.util.ArrayList;
import java.util.List;

/** What a Flow lacks before it can be published or sent, and its {@code health_status}. */
record SandboxFlowHealth(SandboxContext context, SandboxAccounts accounts) {
    private static final int NOT_READY = 131000;
    private static final String AVAILABLE = "AVAILABLE";
    private static final String BLOCKED = "BLOCKED";

    /** Something that is missing, with the member or setting that it concerns. */
    record Missing(String subject, String sentence) {}

    /** Returns what the Flow and its account lack; empty if nothing. The endpoint itself is not called. */
    List<Missing> missing(SandboxFlow flow) {
        var missing = new ArrayList<Missing>();
        if (accounts.registeredNumbers(flow.wabaId).isEmpty()) {
            missing.add(new Missing("phone_number", "You need to add a phone number to the WhatsApp account."));
        }
        if (flow.hasEndpoint()) {
            addOfEndpoint(flow, missing);
        }
        return missing;
    }

    private void addOfEndpoint(SandboxFlow flow, List<Missing> missing) {
        if (flow.endpointUri == null) {
            missing.add(new Missing("endpoint_uri", "You need to set the endpoint URI."));
        }
        if (accounts.registeredNumbers(flow.wabaId).stream()
                .noneMatch(number -> accounts.encryptionKey(number.id()).isPresent())) {
            missing.add(new Missing(
                    "business_public_key", "You need to upload and sign a public key for the phone number."));
        }
        if (flow.applicationId == null) {
            missing.add(new Missing("application_id", "You need to connect a Meta app to the Flow."));
        }
        if (!accounts.isSubscribed(flow.wabaId)
                || !context.faults().plan().flows().flowsSubscribed()) {
            missing.add(new Missing("webhooks", "You need to subscribe the app to the webhook field flows."));
        }
    }

    /** Returns {@code health_status}. */
    ObjectNode status(SandboxFlow flow) {
        var json = Json.MAPPER.createObjectNode();
        var own = ownStatus(flow);
        var account = accounts.isLocked(flow.wabaId) ? BLOCKED : AVAILABLE;
        json.put("can_send_message", own.equals(BLOCKED) || account.equals(BLOCKED) ? BLOCKED : own);
        var entities = json.putArray("entities");
        var entity = entities.addObject()
                .put("entity_type", "FLOW")
                .put("id", flow.id)
                .put("can_send_message", own);
        missing(flow).forEach(missing -> entity.withArray("errors")
                .addObject()
                .put("error_code", NOT_READY)
                .put("error_description", missing.subject + ": " + missing.sentence)
                .put("possible_solution", "https://developers.facebook.com/docs/whatsapp/flows/reference/flowsapi"));
        entities.addObject().put("entity_type", "WABA").put("id", flow.wabaId).put("can_send_message", account);
        entities.addObject()
                .put("entity_type", "BUSINESS")
                .put("id", context.settings().businessId())
                .put("can_send_message", AVAILABLE);
        entities.addObject()
                .put("entity_type", "APP")
                .put("id", context.settings().appId())
                .put("can_send_message", AVAILABLE);
        return json;
    }

    private String ownStatus(SandboxFlow flow) {
        return switch (flow.status) {
            case SandboxFlow.THROTTLED -> "LIMITED";
            case SandboxFlow.BLOCKED, SandboxFlow.DEPRECATED -> BLOCKED;
            default -> missing(flow).isEmpty() ? AVAILABLE : BLOCKED;
        };
    }
}
