package io.parley.sandbox.meta.template.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Completes the components of authentication templates for reads: Meta adds its fixed texts of the language, and shows the
 * OTP button as a URL button with one parameter, the code. The English texts are Meta's; those of other languages in {@code
 * authentication-texts.json} may differ from Meta's in single words. A language without an entry has the English ones.
 */
final class MetaAuthenticationTexts {
    private static final String OTP_URL = "https://www.whatsapp.com/otp/code/?otp_type=";
    private static final String SAMPLE = "123456";
    private static final JsonNode TEXTS = read();

    private MetaAuthenticationTexts() {}

    private static JsonNode read() {
        try (InputStream in = MetaAuthenticationTexts.class.getResourceAsStream("/authentication-texts.json")) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the components of a template as reads show them. */
    static ArrayNode complete(SandboxTemplate template) {
        if (!template.isAuthentication()) {
            return template.components;
        }
        var texts = texts(template.language);
        var completed = Json.MAPPER.createArrayNode();
        var minutes = minutes(template.components);
        for (var component : template.components) {
            ObjectNode copy = component.deepCopy();
            switch (component.path("type").asText().toUpperCase(Locale.ROOT)) {
                case "BODY" -> body(copy, texts);
                case "FOOTER" -> copy.put("text", texts.path("expiry").asText().formatted(minutes));
                case "BUTTONS" -> copy.set("buttons", buttons(copy.path("buttons"), minutes, texts));
                default -> {}
            }
            completed.add(copy);
        }
        return completed;
    }

    private static JsonNode texts(String language) {
        var exact = TEXTS.path(language);
        var general = TEXTS.path(language.split("_")[0]);
        return exact.isObject() ? exact : general.isObject() ? general : TEXTS.path("en");
    }

    private static int minutes(JsonNode components) {
        for (var component : components) {
            if (component.has("code_expiration_minutes")) {
                return component.path("code_expiration_minutes").asInt();
            }
        }
        return 0;
    }

    private static void body(ObjectNode body, JsonNode texts) {
        var code = texts.path("code").asText();
        body.put(
                "text",
                body.path("add_security_recommendation").asBoolean()
                        ? code + " " + texts.path("recommendation").asText()
                        : code);
        body.putObject("example").putArray("body_text").addArray().add(SAMPLE);
    }

    private static ArrayNode buttons(JsonNode submitted, int minutes, JsonNode texts) {
        var buttons = Json.MAPPER.createArrayNode();
        for (var button : submitted) {
            var url = url(button, minutes);
            buttons.addObject()
                    .put("type", "URL")
                    .put("text", button.path("text").asText(texts.path("copy").asText()))
                    .put("url", url + "{{1}}")
                    .putArray("example")
                    .add(url + SAMPLE);
        }
        return buttons;
    }

    private static String url(JsonNode button, int minutes) {
        var url = new StringBuilder(OTP_URL).append(button.path("otp_type").asText());
        if (button.has("autofill_text")) {
            url.append("&cta_display_name=")
                    .append(URLEncoder.encode(button.path("autofill_text").asText(), StandardCharsets.UTF_8));
        }
        var app = button.has("package_name") ? button : button.at("/supported_apps/0");
        if (app.has("package_name")) {
            url.append("&package_name=").append(app.path("package_name").asText());
            url.append("&signature_hash=")
                    .append(URLEncoder.encode(app.path("signature_hash").asText(), StandardCharsets.UTF_8));
        }
        if (minutes > 0) {
            url.append("&code_expiration_minutes=").append(minutes);
        }
        return url.append("&code=otp").toString();
    }
}
