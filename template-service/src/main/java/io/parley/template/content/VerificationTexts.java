package io.parley.template.content;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The texts that Meta writes for authentication templates. They are shown in English until Meta has returned those of
 * the language, which then are stored ([Meta: Authentication templates](https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates)).
 */
public final class VerificationTexts {
    private static final String CODE = "*{{1}}* is your verification code.";
    private static final String SECURITY = " For your security, do not share this code.";
    private static final String EXPIRY = "This code expires in %d minutes.";

    private VerificationTexts() {}

    /** Adds the texts to the components of an authentication template that have none. */
    public static ArrayNode shown(ArrayNode components) {
        components.forEach(component -> {
            if (component instanceof ObjectNode object && !object.has("text")) {
                add(object);
            }
        });
        return components;
    }

    private static void add(ObjectNode component) {
        switch (component.path("type").asText()) {
            case "BODY" -> {
                var isSecured = component.path("addSecurityRecommendation").asBoolean(false);
                component.put("text", isSecured ? CODE + SECURITY : CODE);
            }
            case "FOOTER" -> {
                if (component.has("codeExpirationMinutes")) {
                    component.put(
                            "text",
                            EXPIRY.formatted(
                                    component.path("codeExpirationMinutes").intValue()));
                }
            }
            default -> {}
        }
    }
}
