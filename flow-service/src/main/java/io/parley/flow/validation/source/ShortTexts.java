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
        var hash = 0;
        for (var i = from; i < to; i++) {
            hash = hash * MULTIPLIER + text.charAt(i);
        }
        var slot = (hash ^ hash >>> 16) & SLOTS - 1;
        var known = texts[slot];
        if (known == null || known.length() != to - from || !text.startsWith(known, from)) {
            known = text.substring(from, to);
            texts[slot] = known;
        }
        return known;
    }
}
