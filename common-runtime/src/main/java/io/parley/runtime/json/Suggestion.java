package io.parley.runtime.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Finds the name that a caller probably meant, so that a typing error is corrected at once. */
public final class Suggestion {
    /** Swapped, missing and doubled letters lie above it, other words of the API below. */
    private static final double MIN_SIMILARITY = 0.9;

    private static final int MAX_LENGTH = 64;
    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

    private Suggestion() {}

    /**
     * Names the most similar of the known names, letter case not counted.
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
