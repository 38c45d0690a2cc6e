package io.parley.template.content;

import static io.parley.runtime.json.ProviderJson.elements;
import static io.parley.runtime.json.ProviderJson.scalar;
import static io.parley.runtime.json.ProviderJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.template.content.ComponentButton.CodeSample;
import io.parley.template.content.ComponentButton.OneTimePassword;
import io.parley.template.content.ComponentButton.OtpType;
import io.parley.template.content.ComponentButton.UrlSample;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Meta's buttons in the contract's format. */
final class ContractButtons {

    /** Meta returns a button for a one-time password also as one that opens this address. */
    private static final String PASSWORD_URL = "https://www.whatsapp.com/otp/code/";

    private ContractButtons() {}

    /** Null if the contract does not have the button. */
    static @Nullable ComponentButton of(JsonNode meta) {
        var label = text(meta.path("text")).orElse("");
        return switch (ContractComponents.kind(meta)) {
            case "QUICK_REPLY" -> new ComponentButton.QuickReply(label);
            case "URL" -> isPassword(meta) ? password(meta) : url(meta, label);
            case "PHONE_NUMBER" ->
                new ComponentButton.PhoneNumber(
                        label, scalar(meta.path("phone_number")).orElse(null));
            case "OTP" -> password(meta);
            case "FLOW" -> flow(meta, label);
            case "VOICE_CALL" ->
                new ComponentButton.VoiceCall(label, ContractComponents.integer(meta.path("ttl_minutes")));
            case "REQUEST_CONTACT_INFO" -> new ComponentButton.ContactRequest();
            case "COPY_CODE" ->
                new ComponentButton.CopyCode(
                        first(meta.path("example")) == null ? null : new CodeSample(first(meta.path("example"))));
            case "CATALOG" -> new ComponentButton.Catalog(label);
            case "MPM" -> new ComponentButton.MultiProduct(label);
            default -> null;
        };
    }

    static boolean isPassword(JsonNode meta) {
        return meta.path("url").asText("").startsWith(PASSWORD_URL);
    }

    private static ComponentButton url(JsonNode meta, String label) {
        var sample = first(meta.path("example"));
        return new ComponentButton.Url(
                label, text(meta.path("url")).orElse(null), sample == null ? null : new UrlSample(sample));
    }

    private static ComponentButton flow(JsonNode meta, String label) {
        return new ComponentButton.Flow(
                label,
                scalar(meta.path("flow_id")).orElse(""),
                meta.path("flow_action").asText("navigate").toLowerCase(Locale.ROOT),
                text(meta.path("navigate_screen")).orElse(null));
    }

    private static ComponentButton password(JsonNode meta) {
        var app = meta.path("supported_apps").path(0);
        var terms = meta.path("zero_tap_terms_accepted");
        return new OneTimePassword(
                ContractComponents.constant(OtpType.values(), meta.path("otp_type"))
                        .orElseGet(() -> typeInUrl(meta)),
                text(meta.path("text")).orElse(null),
                text(meta.path("autofill_text")).orElse(null),
                first(app.path("package_name"), meta.path("package_name")),
                first(app.path("signature_hash"), meta.path("signature_hash")),
                terms.isBoolean() ? terms.booleanValue() : null);
    }

    private static OtpType typeInUrl(JsonNode meta) {
        var url = meta.path("url").asText("");
        for (var type : OtpType.values()) {
            if (url.contains("otp_type=" + type)) {
                return type;
            }
        }
        return OtpType.COPY_CODE;
    }

    private static @Nullable String first(JsonNode one, JsonNode other) {
        return text(one).or(() -> text(other)).orElse(null);
    }

    /** The first text of a list, or the only one. */
    private static @Nullable String first(JsonNode values) {
        return elements(values).stream()
                .flatMap(value -> text(value).stream())
                .findFirst()
                .orElse(null);
    }
}
