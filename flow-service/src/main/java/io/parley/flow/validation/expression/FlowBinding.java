package io.parley.flow.validation.expression;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reference to a value, such as {@code ${data.city.name}} or {@code ${screen.FIRST.form.email}}.
 *
 * @param text with its braces
 * @param screen id of another screen; empty for the screen of the binding
 * @param form whether it names an input, and not data of the screen
 * @param path at least one name
 */
public record FlowBinding(String text, Optional<String> screen, boolean form, List<String> path) {
    private static final String NAME = "[^.${}\\s`'\"]+";
    private static final Pattern NOTATION =
            Pattern.compile("\\$\\{(?:screen\\.(" + NAME + ")\\.)?(data|form)\\.(" + NAME + "(?:\\." + NAME + ")*+)}");

    /** Reads a text that is one binding and nothing else. */
    public static Optional<FlowBinding> parse(String text) {
        if (!looksLikeOne(text)) {
            return Optional.empty();
        }
        var match = NOTATION.matcher(text);
        return match.matches()
                ? Optional.of(new FlowBinding(
                        text,
                        Optional.ofNullable(match.group(1)),
                        match.group(2).equals("form"),
                        List.of(match.group(3).split("\\."))))
                : Optional.empty();
    }

    /** Whether a text begins and ends as a binding does. */
    public static boolean looksLikeOne(String text) {
        return text.startsWith("${") && text.indexOf('}') == text.length() - 1;
    }
}
