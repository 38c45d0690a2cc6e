package io.parley.template.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.template.lint.AuthenticationTexts;
import io.parley.template.lint.TemplateLint;

/**
 * Shows the texts that Meta writes for authentication templates, in English if those of the language are not known, until
 * Meta has returned the real ones, which are stored.
 */
final class AuthenticationContents {
    private static final AuthenticationTexts ENGLISH =
            TemplateLint.standard().authenticationTexts("en").orElseThrow();

    private AuthenticationContents() {}

    /** Adds the texts to components that have none. */
    static ArrayNode shown(ArrayNode components, String language) {
        var texts = TemplateLint.standard().authenticationTexts(language).orElse(ENGLISH);
        components.forEach(component -> {
            if (component instanceof ObjectNode object && !object.has("text")) {
                add(object, texts);
            }
        });
        return components;
    }

    private static void add(ObjectNode component, AuthenticationTexts texts) {
        switch (component.path("type").asText()) {
            case "BODY" -> {
                var isSecured = component.path("addSecurityRecommendation").asBoolean(false);
                component.put("text", isSecured ? texts.body() + " " + texts.recommendation() : texts.body());
            }
            case "FOOTER" -> {
                if (component.has("codeExpirationMinutes")) {
                    component.put(
                            "text",
                            texts.footer()
                                    .replace(
                                            "{{1}}",
                                            component
                                                    .path("codeExpirationMinutes")
                                                    .asText()));
                }
            }
            default -> {}
        }
    }
}
