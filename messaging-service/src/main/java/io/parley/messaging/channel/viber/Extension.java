package io.parley.messaging.channel.viber;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Extension of a file name or of a URL's path. */
final class Extension {
    private static final Pattern AFTER_THE_PATH = Pattern.compile("[?#].*", Pattern.DOTALL);
    private static final Pattern UP_TO_THE_LAST_DOT = Pattern.compile(".*[./]", Pattern.DOTALL);

    private Extension() {}

    /** In lower case; the whole last path segment if it has no dot, so compare it with known extensions. */
    static String of(@Nullable String urlOrName) {
        var path = AFTER_THE_PATH.matcher(urlOrName == null ? "" : urlOrName).replaceFirst("");
        return UP_TO_THE_LAST_DOT.matcher(path).replaceFirst("").toLowerCase(Locale.ROOT);
    }
}
