package io.parley.sandbox.meta.template.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Rules of an authentication template: its texts are Meta's, the caller only selects them. Source: <a
 * href="https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/authentication-templates">authentication
 * templates</a>. The sub-codes are not documented.
 */
record SubmittedAuthentication(JsonNode components) {
    private static final int MAX_MINUTES = 90;
    private static final int MAX_LABEL = 25;
    private static final int MAX_APPS = 5;
    private static final List<String> OTP_TYPES = List.of("COPY_CODE", "ONE_TAP", "ZERO_TAP");
    private static final List<String> BUTTON_MEMBERS = List.of(
            "type",
            "otp_type",
            "text",
            "autofill_text",
            "supported_apps",
            "package_name",
            "signature_hash",
            "zero_tap_terms_accepted");
    private static final Pattern PACKAGE = Pattern.compile("[A-Za-z]\\w*(\\.[A-Za-z]\\w*)+");
    private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9+/=]{11}");
    private static final int MAX_PACKAGE = 224;

    void check() {
        for (var other : List.of("HEADER", "CAROUSEL", "LIMITED_TIME_OFFER", "CALL_PERMISSION_REQUEST")) {
            require(
                    SubmissionRules.component(components, other).isMissingNode(),
                    "An authentication template can't have a component of type " + other + ".");
        }
        var body = SubmissionRules.component(components, "BODY");
        if (body.isMissingNode()) {
            throw TemplateError.MISSING_FIELD.rejection("components is missing a component of type BODY");
        }
        SubmissionRules.checkMembers(body, "components['BODY']", List.of("type", "add_security_recommendation"));
        require(
                body.path("add_security_recommendation").isMissingNode()
                        || body.path("add_security_recommendation").isBoolean(),
                "add_security_recommendation must be true or false.");
        footer(SubmissionRules.component(components, "FOOTER"));
        button(SubmissionRules.component(components, "BUTTONS").path("buttons"));
    }

    private static void footer(JsonNode footer) {
        if (footer.isMissingNode()) {
            return;
        }
        SubmissionRules.checkMembers(footer, "components['FOOTER']", List.of("type", "code_expiration_minutes"));
        var minutes = footer.path("code_expiration_minutes");
        if (minutes.isMissingNode()) {
            throw TemplateError.missing("FOOTER", "code_expiration_minutes");
        }
        if (!minutes.isIntegralNumber() || minutes.asInt() < 1 || minutes.asInt() > MAX_MINUTES) {
            throw TemplateError.parameter("Param code_expiration_minutes must be between 1 and " + MAX_MINUTES + ".");
        }
    }

    private static void button(JsonNode buttons) {
        if (!buttons.isArray()
                || buttons.size() != 1
                || !buttons.at("/0/type").asText().equalsIgnoreCase("OTP")) {
            throw TemplateError.missing("BUTTONS", "one button of type OTP");
        }
        var button = buttons.get(0);
        SubmissionRules.checkMembers(button, "components['BUTTONS']['buttons'][0]", BUTTON_MEMBERS);
        var type = GraphTemplateRequest.oneOf(
                "otp_type", button.path("otp_type").asText().toUpperCase(Locale.ROOT), OTP_TYPES);
        for (var label : List.of("text", "autofill_text")) {
            if (SubmissionRules.length(button.path(label).asText("")) > MAX_LABEL) {
                throw TemplateError.tooLong("BUTTONS " + label, MAX_LABEL);
            }
        }
        if (!type.equals("COPY_CODE")) {
            apps(button);
        }
        require(
                !type.equals("ZERO_TAP")
                        || button.path("zero_tap_terms_accepted").asBoolean(false),
                "zero_tap_terms_accepted must be true for a zero-tap template.");
    }

    /** Checks the Android apps; the members of the button itself are the older form for a single one. */
    private static void apps(JsonNode button) {
        if (button.has("package_name")) {
            app(button);
            return;
        }
        var apps = button.path("supported_apps");
        if (!apps.isArray() || apps.isEmpty()) {
            throw TemplateError.missing("BUTTONS", "supported_apps");
        }
        require(apps.size() <= MAX_APPS, "supported_apps can have at most " + MAX_APPS + " apps.");
        apps.forEach(SubmittedAuthentication::app);
        require(
                apps.valueStream().distinct().count() == apps.size(),
                "supported_apps can't contain the same app twice.");
    }

    private static void app(JsonNode app) {
        var name = app.path("package_name").asText("");
        if (name.length() > MAX_PACKAGE) {
            throw TemplateError.tooLong("package_name", MAX_PACKAGE);
        }
        require(PACKAGE.matcher(name).matches(), "package_name must be the name of an Android app with two segments.");
        require(
                SIGNATURE.matcher(app.path("signature_hash").asText("")).matches(),
                "signature_hash must have 11 letters, digits, +, / or =.");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw TemplateError.UNDOCUMENTED.rejection(sentence);
        }
    }
}
