package io.parley.flow.validation.source;

/**
 * The names of members of one file. Most files repeat a few names, which are stored once: the last name of each slot of a fixed table
 * is used again.
 */
final class SourceNames {
    private static final int SLOTS = 1024;
    private static final int MULTIPLIER = 31;

    private final String text;
    private final String[] names = new String[SLOTS];

    SourceNames(String text) {
        this.text = text;
    }

    /** Returns the name that is written, with its quotes, between two offsets. */
    String name(int keyStart, int keyEnd) {
        var from = keyStart + 1;
        var to = keyEnd - 1;
        var hash = 0;
        for (var i = from; i < to; i++) {
            hash = hash * MULTIPLIER + text.charAt(i);
        }
        var slot = (hash ^ hash >>> 16) & SLOTS - 1;
        var known = names[slot];
        // A name with escapes is never stored, so that equal characters mean an equal name.
        if (known != null && known.length() == to - from && text.startsWith(known, from)) {
            return known;
        }
        var name = SourceScalar.unescape(text, from, to);
        if (name.length() == to - from) {
            names[slot] = name;
        }
        return name;
    }
}
