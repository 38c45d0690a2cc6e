package io.parley.sandbox.meta.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Parses the placeholders of a text, as in {@code Hi {{1}}} or {@code Hi {{first_name}}}. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

    private Placeholders() {}

    /** Returns their names, in the order of the text. */
    static Set<String> of(String text) {
        var names = new LinkedHashSet<String>();
        PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
        return names;
    }

    /** Returns the length of the text with placeholders replaced by positional parameters. */
    static int filledLength(String text, JsonNode parameters) {
        var placeholders = PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        var filled = text;
        for (var i = 0; i < placeholders.size(); i++) {
            filled = filled.replace(
                    placeholders.get(i), parameters.path(i).path("text").asText());
        }
        return filled.codePointCount(0, filled.length());
    }
}
