package io.parley.messaging.media;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sanitises untrusted file names: removes paths, line breaks and characters that disguise the extension. */
final class FileName {
    /** Maximum length of the contract, in Unicode code points. */
    static final int MAX = 255;

    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
    /** Control characters, including those that change the text direction. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private static final Pattern ONLY_DOTS = Pattern.compile("[.\\s]*");
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9 ._()-]");

    private FileName() {}

    static boolean isTooLong(String given) {
        return given.codePointCount(0, given.length()) > MAX;
    }

    /** The sanitised name; null if nothing remains. */
    static @Nullable String neutral(@Nullable String given) {
        if (given == null) {
            return null;
        }
        var name = FOLDERS.matcher(INVISIBLE.matcher(given).replaceAll("")).replaceFirst("");
        return ONLY_DOTS.matcher(name).matches() ? null : name.strip();
    }

    /** Header {@code Content-Disposition} (RFC 6266): an attachment, with the file name if there is one. */
    static String disposition(@Nullable String name) {
        return name == null
                ? "attachment"
                : "attachment; filename=\"" + NOT_PLAIN.matcher(name).replaceAll("_") + "\"; filename*=UTF-8''"
                        + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
