package io.parley.template.content;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.template.content.ComponentButton.OneTimePassword;
import io.parley.template.content.ComponentButton.Url;
import org.jspecify.annotations.Nullable;

/** Buttons in Meta's format. */
final class MetaButtons {
    private MetaButtons() {}

    static ObjectNode of(ComponentButton button) {
        return switch (button) {
            case ComponentButton.QuickReply(var text) -> labelled("QUICK_REPLY", text);
            case Url url -> url(url);
            case ComponentButton.PhoneNumber(var text, var number) ->
                put(labelled("PHONE_NUMBER", text), "phone_number", number);
            case OneTimePassword password -> password(password);
            case ComponentButton.Flow flow ->
                put(
                        labelled("FLOW", flow.text())
                                .put("flow_id", flow.flowId())
                                .put("flow_action", flow.flowAction()),
                        "navigate_screen",
                        flow.navigateScreen());
            case ComponentButton.VoiceCall(var text, var minutes) -> {
                var call = labelled("VOICE_CALL", text);
                yield minutes == null ? call : call.put("ttl_minutes", minutes);
            }
            case ComponentButton.ContactRequest request -> labelled("REQUEST_CONTACT_INFO", null);
            case ComponentButton.CopyCode(var sample) ->
                put(labelled("COPY_CODE", null), "example", sample == null ? null : sample.couponCode());
            case ComponentButton.Catalog(var text) -> labelled("CATALOG", text);
            case ComponentButton.MultiProduct(var text) -> labelled("MPM", text);
        };
    }

    private static ObjectNode url(Url url) {
        var meta = put(labelled("URL", url.text()), "url", url.url());
        if (url.example() != null && url.example().url() != null) {
            meta.putArray("example").add(url.example().url());
        }
        return meta;
    }

    private static ObjectNode password(OneTimePassword password) {
        var meta = labelled("OTP", password.text())
                .put("otp_type", password.otpType().name());
        put(meta, "autofill_text", password.autofillText());
        if (password.packageName() != null) {
            meta.putArray("supported_apps")
                    .addObject()
                    .put("package_name", password.packageName())
                    .put("signature_hash", password.signatureHash());
        }
        if (password.zeroTapTermsAccepted() != null) {
            meta.put("zero_tap_terms_accepted", password.zeroTapTermsAccepted());
        }
        return meta;
    }

    private static ObjectNode labelled(String type, @Nullable String text) {
        return put(JsonNodeFactory.instance.objectNode().put("type", type), "text", text);
    }

    /** Leaves the member out if there is no value. */
    private static ObjectNode put(ObjectNode meta, String member, @Nullable String value) {
        return value == null ? meta : meta.put(member, value);
    }
}
