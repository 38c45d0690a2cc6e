package io.parley.messaging.channel;

import io.parley.model.Violation;
import io.parley.runtime.json.Violations;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects violations of provider limits by a content. Each violation names the provider's limit and the setting by
 * which the deployment rejects at once what the provider would reject later.
 */
public final class ProviderLimits {
    private final Violations found = new Violations();
    private final String source;

    /**
     * @param provider display name
     * @param setting that enables the checks
     */
    public ProviderLimits(String provider, String setting) {
        this.source = "; limit of " + provider + ", enforced by " + setting;
    }

    /** The violations, with fields relative to the content. */
    public List<Violation> list() {
        return found.list();
    }

    public void rule(String field, boolean satisfied, String rule) {
        if (!satisfied) {
            found.add(field, rule + source);
        }
    }

    /** Limits the code points of a text; null has none. */
    public void text(String field, @Nullable String text, int max) {
        max(field, text == null ? 0 : text.codePointCount(0, text.length()), max, "characters");
    }

    public void max(String field, int number, int max, String what) {
        rule(field, number <= max, "must have at most " + max + " " + what);
    }

    public void min(String field, int number, int min, String what) {
        rule(field, number >= min, "must have at least " + min + " " + what);
    }

    /** Checks each element of a list with its path in the content; null has none. */
    public static <T> void each(String field, @Nullable List<? extends T> elements, BiConsumer<String, T> checker) {
        for (var i = 0; elements != null && i < elements.size(); i++) {
            if (elements.get(i) != null) {
                checker.accept(field + "[" + i + "]", elements.get(i));
            }
        }
    }
}
