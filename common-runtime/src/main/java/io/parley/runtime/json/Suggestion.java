package io.parley.runtime.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Suggests the name that a caller probably meant, so that a misspelled name is easy to correct. */
public final class Suggestion {
    /** Swapped, missing and doubled letters have a higher similarity, other names of the API a lower one. */
    private static final double MIN_SIMILARITY = 0.9;

    private static final int MAX_LENGTH = 64;
    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

    private Suggestion() {}

    /**
     * Returns the most similar of the known names, ignoring letter case.
     *
     * @return {@code "; did you mean x?"} to follow a message, empty if no known name is similar
     */
    public static String of(String given, Collection<String> known) {
        if (given.length() > MAX_LENGTH) {
            return "";
        }
        return known.stream()
                .filter(name -> similarity(given, name) >= MIN_SIMILARITY)
                .max(Comparator.comparingDouble(name -> similarity(given, name)))
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private static double similarity(String given, String name) {
        return SIMILARITY.apply(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }
}
