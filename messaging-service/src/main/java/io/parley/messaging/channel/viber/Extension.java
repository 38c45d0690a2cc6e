package io.parley.messaging.channel.viber;

import java.util.Locale;
import java.util.regex.Pattern;

/** The ending of a file's name or of an address's path that tells what is in it. */
final class Extension {
    private static final Pattern AFTER_THE_PATH = Pattern.compile("[?#].*", Pattern.DOTALL);
    private static final Pattern UP_TO_THE_LAST_DOT = Pattern.compile(".*[./]", Pattern.DOTALL);

    private Extension() {}

    /** In small letters; the whole last step of the path if it has no dot, so compare with what is known. */
    static String of(String address) {
        var path = AFTER_THE_PATH.matcher(address == null ? "" : address).replaceFirst("");
        return UP_TO_THE_LAST_DOT.matcher(path).replaceFirst("").toLowerCase(Locale.ROOT);
    }
}
