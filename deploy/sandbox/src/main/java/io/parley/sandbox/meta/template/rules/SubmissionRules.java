package io.parley.sandbox.meta.template.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.meta.error.GraphRejection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Checks a template before its review, as the call that creates it does. The first violation is the response. Sources: <a
 * href="https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview">Meta's template
 * documents</a>.
 *
 * @param uploads returns the media type of the file of an upload handle; empty if the handle is unknown
 */
public record SubmissionRules(Function<String, Optional<String>> uploads) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");
    private static final int MAX_NAME = 512;
    private static final List<String> TYPES =
            List.of("HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER", "CALL_PERMISSION_REQUEST");

    /** Checks the name, the language, the lifetime and the components. */
    public void check(GraphTemplateRequest request) {
        checkName(request.name());
        SandboxTemplateLanguages.check(request.language());
        checkTtl(request);
        checkComponents(request);
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw TemplateError.NAME_FORMAT.rejection(
                    "The message template name can only have lowercase letters and underscores.");
        }
        if (name.length() > MAX_NAME) {
            throw TemplateError.tooLong("name", MAX_NAME);
        }
    }

    /** Lifetimes: authentication 30 to 900 s, utility 30 s to 12 h, marketing 12 h to 30 days; -1 is 30 days. */
    private static void checkTtl(GraphTemplateRequest request) {
        if (request.ttlSeconds() == null || request.ttlSeconds() == -1) {
            return;
        }
        var range =
                switch (request.category()) {
                    case "AUTHENTICATION" -> new int[] {30, 900};
                    case "UTILITY" -> new int[] {30, 43_200};
                    default -> new int[] {43_200, 2_592_000};
                };
        if (request.ttlSeconds() < range[0] || request.ttlSeconds() > range[1]) {
            throw TemplateError.parameter("Param message_send_ttl_seconds must be between " + range[0] + " and "
                    + range[1] + " or -1 for a template of category " + request.category() + ".");
        }
    }

    private void checkComponents(GraphTemplateRequest request) {
        checkTypes(request);
        if (request.isAuthentication()) {
            new SubmittedAuthentication(request.components()).check();
            return;
        }
        var rules = new SubmittedComponents(request, uploads);
        var body = component(request.components(), "BODY");
        if (body.isMissingNode()) {
            throw TemplateError.MISSING_FIELD.rejection("components is missing a component of type BODY");
        }
        rules.header(component(request.components(), "HEADER"));
        rules.body(body, SubmittedComponents.MAX_BODY);
        rules.footer(component(request.components(), "FOOTER"));
        rules.buttons(component(request.components(), "BUTTONS"));
        rules.callPermission(component(request.components(), "CALL_PERMISSION_REQUEST"));
        new SubmittedOffer(request).check();
        new SubmittedCarousel(request, rules).check();
    }

    private static void checkTypes(GraphTemplateRequest request) {
        var types = new HashSet<String>();
        for (var i = 0; i < request.components().size(); i++) {
            var component = request.components().get(i);
            if (!component.isObject()) {
                throw TemplateError.parameter("Param components[" + i + "] must be a JSON object.");
            }
            var type = GraphTemplateRequest.oneOf(
                    "components[" + i + "]['type']", component.path("type").asText(), TYPES);
            if (!types.add(type)) {
                throw TemplateError.UNDOCUMENTED.rejection("The template has two components of type " + type + ".");
            }
        }
    }

    /** Returns the component of this type, or a missing node. */
    static JsonNode component(JsonNode components, String type) {
        for (var component : components) {
            if (component.path("type").asText().equalsIgnoreCase(type)) {
                return component;
            }
        }
        return MissingNode.getInstance();
    }

    /** Checks that an object has no other members than these. */
    static void checkMembers(JsonNode json, String path, List<String> known) {
        ((ObjectNode) json).fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw unexpected(name, path);
            }
        });
    }

    static GraphRejection unexpected(String member, String path) {
        return TemplateError.parameter("Unexpected key \"" + member + "\" on param \"" + path + "\".");
    }

    /** Returns the length as Meta counts it, in characters and not in UTF-16 units. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
