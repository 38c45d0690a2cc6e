package io.parley.messaging.message;

import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a message's text as a delivery receipt repeats it, stored as length and digest: enough to compare,
 * and no content outside of the message.
 */
public final class Excerpt {

    /** Shorter ones are too ambiguous, unless they are the whole text. */
    private static final int MIN_LENGTH = 10;

    private Excerpt() {}

    /** Null if the receipt repeats nothing. */
    static @Nullable String of(@Nullable String text) {
        return text == null || text.isBlank() ? null : digested(text.strip());
    }

    /** Whether the text begins with the excerpt. */
    public static boolean agrees(String excerpt, String text) {
        var stripped = text.strip();
        var length = Integer.parseInt(excerpt.substring(0, excerpt.indexOf(':')));
        return length <= stripped.length()
                && length >= Math.min(MIN_LENGTH, stripped.length())
                && excerpt.equals(digested(stripped.substring(0, length)));
    }

    private static String digested(String text) {
        return text.length() + ":" + DigestUtils.sha256Hex(text);
    }
}
