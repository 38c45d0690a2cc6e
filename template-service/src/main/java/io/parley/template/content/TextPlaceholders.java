package io.parley.template.content;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Placeholders of a text: {@code {{1}}}, or {@code {{order_id}}} in templates with named parameters. */
final class TextPlaceholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]{1,60})\\s*}}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private TextPlaceholders() {}

    /**
     * Each placeholder once, in the order of their values in a message: numbers ascending, names as they appear.
     *
     * @param text null for none
     */
    static List<String> of(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        var found =
                PLACEHOLDER.matcher(text).results().map(match -> match.group(1)).distinct();
        return sorted(found).toList();
    }

    /** Whether all are numbers from 1 without a gap. */
    static boolean areNumbered(List<String> placeholders) {
        for (var i = 0; i < placeholders.size(); i++) {
            if (!placeholders.get(i).equals(Integer.toString(i + 1))) {
                return false;
            }
        }
        return true;
    }

    static boolean isNumber(String placeholder) {
        return NUMBER.matcher(placeholder).matches();
    }

    /** Sorting is stable, so names keep their order. */
    private static Stream<String> sorted(Stream<String> placeholders) {
        return placeholders.sorted(
                Comparator.comparingInt(name -> isNumber(name) ? Integer.parseInt(name) : Integer.MAX_VALUE));
    }
}
