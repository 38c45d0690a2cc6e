package io.parley.template.lint;

import java.util.List;

/**
 * The texts that Meta shows for an authentication template in one language, whatever is submitted.
 *
 * @param body with the placeholder of the code
 * @param recommendation follows the body if {@code addSecurityRecommendation} is set
 * @param footer with {@code {{1}}} for {@code codeExpirationMinutes}
 * @param copyLabel default label of the button that copies the code
 * @param autofillLabel default label of the button that fills the code in
 */
public record AuthenticationTexts(
        String body, String recommendation, String footer, String copyLabel, String autofillLabel) {

    /** Whether a submitted body is the fixed text, with or without the recommendation and Meta's bold type. */
    boolean isBody(String text) {
        var plain = text.replace("*", "").strip();
        return List.of(body, body + " " + recommendation).contains(plain);
    }
}
