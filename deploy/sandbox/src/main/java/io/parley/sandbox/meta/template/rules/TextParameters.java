package io.parley.sandbox.meta.template.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The parameters of one text of a template.
 *
 * @param named whether they have names instead of numbers
 */
record TextParameters(String text, boolean named) {
    private static final Pattern ANY = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,2}");
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,31}");
    private static final Pattern WORD = Pattern.compile("[^\\s]*[\\p{L}\\p{N}][^\\s]*");

    /**
     * What does not count as text at the beginning or end. Published attempts disagree about a full stop after a last
     * parameter; the sandbox rejects it, as Meta has in some of them.
     */
    private static final String EDGE = "[\\s\\p{Punct}¡¿…]*";

    private static final Pattern AT_START = Pattern.compile("^" + EDGE + "\\{\\{[^{}]*}}(?s:.*)");
    private static final Pattern AT_END = Pattern.compile("(?s:.*)\\{\\{[^{}]*}}" + EDGE + "$");

    /** Returns the names or numbers, each once, in the order of the text. */
    Set<String> names() {
        var names = new LinkedHashSet<String>();
        matches().forEach(match -> names.add(match.group(1).strip()));
        return names;
    }

    private List<MatchResult> matches() {
        return ANY.matcher(text).results().toList();
    }

    int count() {
        return names().size();
    }

    /** Returns whether braces that are no parameter remain, or a parameter has the wrong form. */
    boolean isMalformed() {
        var rest = ANY.matcher(text).replaceAll("");
        var pattern = named ? NAME : NUMBER;
        return rest.contains("{{")
                || rest.contains("}}")
                || names().stream().anyMatch(name -> !pattern.matcher(name).matches());
    }

    /** Returns whether a name occurs twice. A number may. */
    boolean hasDuplicates() {
        return named && matches().size() > names().size();
    }

    /** Returns the text without its parameters. */
    String withoutParameters() {
        return ANY.matcher(text).replaceAll(" ");
    }

    /** Returns whether numbers are missing between 1 and the highest one. Names need no order. */
    boolean hasGaps() {
        return !named && names().stream().mapToInt(Integer::parseInt).max().orElse(0) != names().size();
    }

    boolean isAtEdge() {
        return count() > 0
                && (AT_START.matcher(text).matches() || AT_END.matcher(text).matches());
    }

    /**
     * Returns whether the text has too few words for its parameters. Meta does not document the ratio; published attempts
     * agree with more than two words for each parameter.
     */
    boolean areTooMany() {
        var words = WORD.matcher(withoutParameters()).results().count();
        return count() > 0 && words <= 2L * count();
    }
}
