package io.parley.flow.validation.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reference to a value, such as {@code ${data.city.name}} or {@code ${screen.FIRST.form.email}}.
 *
 * @param text with its braces
 * @param screen id of another screen; empty for the screen of the binding
 * @param form whether it names an input, and not data of the screen
 * @param path at least one name
 */
public record FlowBinding(String text, Optional<String> screen, boolean form, List<String> path) {
    private static final String OPENING = "${";
    private static final String FORM = "form";
    /** Characters that no name contains. */
    private static final String EXCLUDED = "${}`'\" \t\n\u000B\f\r";

    /** Reads a text that is one binding and nothing else. */
    public static Optional<FlowBinding> parse(String text) {
        if (!looksLikeOne(text)) {
            return Optional.empty();
        }
        var names = names(text.substring(OPENING.length(), text.length() - 1));
        var isReference = names.getFirst().equals("screen") && names.size() > 2;
        var rest = isReference ? names.subList(2, names.size()) : names;
        var isForm = rest.getFirst().equals(FORM);
        if (rest.size() < 2
                || !isForm && !rest.getFirst().equals("data")
                || !names.stream().allMatch(FlowBinding::isName)) {
            return Optional.empty();
        }
        var screen = isReference ? Optional.of(names.get(1)) : Optional.<String>empty();
        return Optional.of(new FlowBinding(text, screen, isForm, rest.subList(1, rest.size())));
    }

    /** Splits at points; an empty text is one empty name. */
    private static List<String> names(String text) {
        var names = new ArrayList<String>(4);
        var from = 0;
        for (var to = text.indexOf('.'); to >= 0; to = text.indexOf('.', from)) {
            names.add(text.substring(from, to));
            from = to + 1;
        }
        names.add(text.substring(from));
        return names;
    }

    private static boolean isName(String name) {
        for (var i = 0; i < name.length(); i++) {
            if (EXCLUDED.indexOf(name.charAt(i)) >= 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Whether a text begins and ends as a binding does. */
    public static boolean looksLikeOne(String text) {
        return text.startsWith(OPENING) && text.indexOf('}') == text.length() - 1;
    }
}
