package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One WhatsApp Business account with the ids of its numbers. */
final class SandboxWaba {
    final String id;
    final ObjectNode fields = Json.MAPPER.createObjectNode();
    final List<String> numbers = new ArrayList<>();

    /** Whether the app is subscribed: Meta sends webhooks of this account only then. */
    boolean subscribed = true;

    /** The app that is subscribed; null for the sandbox's. */
    String subscribedAppId;

    /** Replaces the app's webhook URL for this account; null for none. */
    String overrideUri;

    /** Whether Meta has locked the account: send calls are rejected with 131031. */
    boolean locked;

    SandboxWaba(String id, SandboxConfig settings) {
        this.id = id;
        fields.put("id", id)
                .put("name", "Sandbox account")
                .put("timezone_id", "1")
                .put("message_template_namespace", namespace(id))
                .put("currency", "EUR")
                .put("country", "DE")
                .put("account_review_status", "APPROVED")
                .put("business_verification_status", "verified")
                .put("ownership_type", "SELF")
                .put("primary_business_location", "DE");
        fields.putObject("owner_business_info").put("name", "Sandbox business").put("id", settings.businessId());
        setHealth("AVAILABLE", settings);
    }

    /** Returns a namespace as Meta writes it: a UUID with underscores, always the same for one account. */
    private static String namespace(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace('-', '_');
    }

    /**
     * Sets {@code health_status}.
     *
     * @param canSend AVAILABLE, LIMITED or BLOCKED
     */
    void setHealth(String canSend, SandboxConfig settings) {
        var health = fields.putObject("health_status").put("can_send_message", canSend);
        var entities = health.putArray("entities");
        entities.addObject().put("entity_type", "WABA").put("id", id).put("can_send_message", canSend);
        entities.addObject()
                .put("entity_type", "BUSINESS")
                .put("id", settings.businessId())
                .put("can_send_message", "AVAILABLE");
        entities.addObject()
                .put("entity_type", "APP")
                .put("id", settings.appId())
                .put("can_send_message", "AVAILABLE");
    }

    /** Returns the id of the business whose messaging limit applies. */
    String owner() {
        return fields.at("/owner_business_info/id").asText();
    }
}
