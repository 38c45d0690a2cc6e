package io.parley.flow.validation.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Short texts that a file repeats, such as names of members and types of components. Each is decoded and stored once: the last
 * text of each slot of a fixed table is used again, and its hash is computed once.
 */
final class ShortTexts {
    private static final int SLOTS = 1024;
    private static final int MULTIPLIER = 31;
    private static final int MAX_SIZE = 24;

    private final byte[] file;
    private final @Nullable Known[] known = new Known[SLOTS];

    ShortTexts(byte[] file) {
        this.file = file;
    }

    /** A text and where it is written. */
    private record Known(String text, int from, int to) {}

    /** Returns the text that is written, with escapes, between two offsets. */
    String text(int from, int to) {
        if (to - from > MAX_SIZE) {
            return decode(from, to);
        }
        var slot = slot(from, to);
        var last = known[slot];
        if (last == null || !Arrays.equals(file, last.from, last.to, file, from, to)) {
            last = new Known(decode(from, to), from, to);
            known[slot] = last;
        }
        return last.text;
    }

    private String decode(int from, int to) {
        var text = new String(file, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf('\\') < 0 ? text : JsonEscapes.decode(text);
    }

    /** Reads a few bytes only, most of them at the end, where names with numbers differ. */
    private int slot(int from, int to) {
        var hash = to - from;
        if (hash > 0) {
            hash = hash * MULTIPLIER + file[from];
            hash = hash * MULTIPLIER + file[(from + to) >>> 1];
            hash = hash * MULTIPLIER + file[Math.max(from, to - 2)];
            hash = hash * MULTIPLIER + file[to - 1];
        }
        return (hash ^ hash >>> 10) & SLOTS - 1;
    }
}
