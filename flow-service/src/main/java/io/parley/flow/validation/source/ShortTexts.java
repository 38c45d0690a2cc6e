package io.parley.flow.validation.source;

/**
 * Short texts that a file repeats, such as names of members and types of components. Each is stored once: the last text of each
 * slot of a fixed table is used again, and its hash is computed once.
 */
public final class ShortTexts {
    private static final int SLOTS = 1024;
    private static final int MULTIPLIER = 31;
    private static final int MAX_LENGTH = 24;

    private final String[] texts = new String[SLOTS];

    /** Returns a part of a text. */
    public String part(String text, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return text.substring(from, to);
        }
        var slot = slot(text, from, to);
        var known = texts[slot];
        if (known == null || known.length() != to - from || !text.startsWith(known, from)) {
            known = text.substring(from, to);
            texts[slot] = known;
        }
        return known;
    }

    /** Reads a few characters only, most of them at the end, where names with numbers differ. */
    private static int slot(String text, int from, int to) {
        var hash = to - from;
        if (hash > 0) {
            hash = hash * MULTIPLIER + text.charAt(from);
            hash = hash * MULTIPLIER + text.charAt((from + to) >>> 1);
            hash = hash * MULTIPLIER + text.charAt(Math.max(from, to - 2));
            hash = hash * MULTIPLIER + text.charAt(to - 1);
        }
        return (hash ^ hash >>> 10) & SLOTS - 1;
    }
}
