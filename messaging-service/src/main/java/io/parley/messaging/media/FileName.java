package io.parley.messaging.media;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names of files as strangers give them, made harmless: nothing that means a place, ends a line or hides an ending. */
final class FileName {
    /** The contract's longest, in characters as people count them. */
    static final int MAX = 255;

    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    /** Control characters, and those that turn the direction of writing. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private static final Pattern ONLY_DOTS = Pattern.compile("[.\\s]*");
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9 ._()-]");

    private FileName() {}

    static boolean isTooLong(String given) {
        return given.codePointCount(0, given.length()) > MAX;
    }

    /** What is left to remember; null if nothing is. */
    static String neutral(String given) {
        if (given == null) {
            return null;
        }
        var last = FOLDERS.matcher(UNSEEN.matcher(given).replaceAll("")).replaceFirst("");
        return ONLY_DOTS.matcher(last).matches() ? null : last.strip();
    }

    /** Header {@code Content-Disposition} (RFC 6266): to be saved and not shown, under this name if there is one. */
    static String disposition(String name) {
        return name == null
                ? "attachment"
                : "attachment; filename=\"" + NOT_PLAIN.matcher(name).replaceAll("_") + "\"; filename*=UTF-8''"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
