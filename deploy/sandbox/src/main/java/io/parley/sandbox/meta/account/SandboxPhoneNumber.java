package io.parley.sandbox.meta.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.web.Json;

/** One WhatsApp number with its profile and its settings. */
final class SandboxPhoneNumber {
    static final String VALID = "VALID";

    final SandboxConfig.Number number;
    final ObjectNode fields = Json.MAPPER.createObjectNode();
    final ObjectNode profile = Json.MAPPER.createObjectNode();

    boolean cartEnabled = true;
    boolean catalogVisible;

    /** Whether the number is online: send calls of others are rejected with 133010. */
    boolean registered = true;

    /** PIN of the two-step verification; null until it is set. */
    String pin;

    int wrongPins;

    /** Replaces the webhook URL of app and account for messages of this number; null for none. */
    String overrideUri;

    /** Name of the picture's file below {@link ProfilePictures#LINKS}; null for none. */
    String picture;

    /** Key in PEM format to which the data of Flows is encrypted; null for none. */
    String publicKey;

    /** Status of Meta's signature of the key: VALID or MISMATCH. */
    String keySignatureStatus = VALID;

    SandboxPhoneNumber(SandboxConfig.Number number) {
        this.number = number;
        fields.put("id", number.id())
                .put("display_phone_number", DisplayNumber.of(number.display()))
                .put("verified_name", "Sandbox")
                .put("quality_rating", "GREEN")
                .put("code_verification_status", "VERIFIED")
                .put("platform_type", "CLOUD_API")
                .put("host_platform", "CLOUD_API")
                .put("status", "CONNECTED")
                .put("name_status", "APPROVED")
                .put("is_official_business_account", false)
                .put("messaging_limit_tier", "TIER_250")
                .put("whatsapp_business_manager_messaging_limit", "TIER_250")
                .put("account_mode", "LIVE");
        fields.putObject("throughput").put("level", "STANDARD");
        profile.put("messaging_product", "whatsapp").put("vertical", "UNDEFINED");
    }

    String id() {
        return number.id();
    }

    /** Returns all fields, those that depend on other state included. */
    ObjectNode fields(String accountOverride, String appUri) {
        var all = fields.deepCopy();
        all.put("is_pin_enabled", pin != null);
        all.putObject("quality_score")
                .put("score", fields.path("quality_rating").asText("UNKNOWN"));
        var webhooks = all.putObject("webhook_configuration");
        if (overrideUri != null) {
            webhooks.put("phone_number", overrideUri);
        }
        if (accountOverride != null) {
            webhooks.put("whatsapp_business_account", accountOverride);
        }
        webhooks.put("application", appUri);
        return all;
    }
}
