package io.parley.messaging.channel;

import io.parley.model.Violation;
import io.parley.runtime.json.Violations;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Collects where a content goes beyond what its provider takes. Each complaint names the provider's limit and the setting
 * by which the deployment refuses at once what the provider would refuse later.
 */
public final class ProviderLimits {
    private final Violations found = new Violations();
    private final String source;

    /**
     * @param provider as customers know it
     * @param setting that turned the judging on
     */
    public ProviderLimits(String provider, String setting) {
        this.source = ": a limit of " + provider + "'s, kept here by " + setting;
    }

    /** With fields relative to the content. */
    public List<Violation> list() {
        return found.list();
    }

    public void rule(String field, boolean kept, String rule) {
        if (!kept) {
            found.add(field, rule + source);
        }
    }

    /** Characters as people count them; null has none. */
    public void text(String field, String text, int max) {
        max(field, text == null ? 0 : text.codePointCount(0, text.length()), max, "characters");
    }

    public void max(String field, int number, int max, String what) {
        rule(field, number <= max, "must have at most " + max + " " + what);
    }

    public void min(String field, int number, int min, String what) {
        rule(field, number >= min, "must have at least " + min + " " + what);
    }

    /** Judges the elements of a list, each with its place in the content; null has none. */
    public static <T> void each(String field, List<? extends T> elements, BiConsumer<String, T> checker) {
        for (var i = 0; elements != null && i < elements.size(); i++) {
            if (elements.get(i) != null) {
                checker.accept(field + "[" + i + "]", elements.get(i));
            }
        }
    }
}
