package io.parley.runtime.http;

import java.util.regex.Pattern;

/** Spellings of a path that only serve to get round a check: each address has one. */
final class Addresses {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern TRICK =
            Pattern.compile("//|;|\\\\|%00|%5[cC]|%2[fF]%2[fF]|(?:^|/)(?:\\.|%2[eE]){1,2}(?:/|$)");

    private Addresses() {}

    static boolean isWellFormed(String text) {
        return text.indexOf('%') < 0 || !BROKEN_ESCAPE.matcher(text).find();
    }

    /** Neither dot segments nor empty ones, no matrix parameters, no NUL, no backslash. */
    static boolean isPlain(String path) {
        return !mayTrick(path) || !TRICK.matcher(path).find();
    }

    /** Looks for the characters of all tricks first, because nearly no address has one. */
    private static boolean mayTrick(String path) {
        return path.contains("//")
                || path.indexOf(';') >= 0
                || path.indexOf('\\') >= 0
                || path.indexOf('%') >= 0
                || path.indexOf('.') >= 0;
    }
}
