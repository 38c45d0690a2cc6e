package io.parley.template.lint;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How placeholders are written in texts.
 *
 * @param token a placeholder; its first group is the number or name
 * @param positional the number of a positional placeholder
 * @param word a word of the text; in scripts without spaces, a character
 */
record PlaceholderNotation(Pattern token, Pattern positional, Pattern word) {

    /** Returns the numbers or names of the text's placeholders, each once, in the order of their first use. */
    List<String> names(String text) {
        return token.matcher(text)
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
    }

    /** Returns the numbers of positional placeholders, each once, in the order of their first use. */
    List<Integer> numbers(String text) {
        return names(text).stream()
                .filter(this::isPositional)
                .map(Integer::valueOf)
                .toList();
    }

    boolean isPositional(String name) {
        return positional.matcher(name).matches();
    }

    long count(String text) {
        return token.matcher(text).results().count();
    }

    /** Counts the words outside of placeholders. */
    long words(String text) {
        return word.matcher(token.matcher(text).replaceAll(" ")).results().count();
    }

    /** Replaces the placeholders by values in the order of their first use; those without a value are kept. */
    String substitute(String text, List<String> values) {
        var names = names(text);
        return token.matcher(text).replaceAll(result -> Matcher.quoteReplacement(value(result, names, values)));
    }

    private String value(MatchResult placeholder, List<String> names, List<String> values) {
        var index = isPositional(placeholder.group(1))
                ? Integer.parseInt(placeholder.group(1)) - 1
                : names.indexOf(placeholder.group(1));
        return index < values.size() ? values.get(index) : placeholder.group();
    }
}
