package io.parley.runtime.logging;

import java.util.regex.Pattern;

/**
 * The second line of defence for log lines: removes sensitive data from all of them, including exceptions of libraries.
 * Our own code masks what it logs by {@link Masked}.
 */
final class Redaction {

    /** E.164 numbers have at most 15 digits, and no country's have fewer than 8 with their code. */
    private static final int MIN_DIGITS = 8;

    /** Not inside of words, UUIDs or decimals, which are not phone numbers. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.-])\\d{8,15}(?![\\w-]|\\.\\d)");

    private static final Pattern WAMID = Pattern.compile("wamid\\.[A-Za-z0-9+/=_%-]+");
    private static final Pattern USER_INFO = Pattern.compile("://[^/\\s@\"']+@");
    private static final Pattern QUERY = Pattern.compile("(://[^\\s?\"'<>]+)\\?[^\\s\"'<>]+");
    private static final Pattern CREDENTIAL = Pattern.compile("(?i)\\b(bearer|basic) [A-Za-z0-9._~+/=-]{8,}");
    private static final Pattern API_KEY = Pattern.compile("(pk_[0-9a-f]{20})_[A-Za-z0-9_-]{8,}");
    private static final Pattern META_TOKEN = Pattern.compile("\\bEAA[A-Za-z0-9]{20,}");

    /** Who has the link to a preview of a Flow sees it. */
    private static final Pattern PREVIEW = Pattern.compile("(/flow-previews/)[A-Za-z0-9_-]+");

    private Redaction() {}

    /** Returns the same text if nothing in it looks sensitive, which is the usual case and costs one pass. */
    static String of(String text) {
        return isSuspicious(text) ? redacted(text) : text;
    }

    private static String redacted(String text) {
        var safe = WAMID.matcher(text).replaceAll(id -> Masked.providerId(id.group()));
        safe = USER_INFO.matcher(safe).replaceAll("://…@");
        safe = QUERY.matcher(safe).replaceAll("$1?…");
        safe = CREDENTIAL.matcher(safe).replaceAll("$1 …");
        safe = API_KEY.matcher(safe).replaceAll("$1_…");
        safe = META_TOKEN.matcher(safe).replaceAll("EAA…");
        safe = PREVIEW.matcher(safe).replaceAll("$1…");
        return NUMBER.matcher(safe).replaceAll(number -> Masked.number(number.group()));
    }

    private static boolean isSuspicious(String text) {
        var digits = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            digits = c >= '0' && c <= '9' ? digits + 1 : 0;
            var isNumber = digits == MIN_DIGITS && !isWithinWord(text, i - MIN_DIGITS);
            if (isNumber || (isMark(c) && startsSensitive(text, i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether digits after this character are part of a word, a UUID or a decimal, as in {@link #NUMBER}. */
    private static boolean isWithinWord(String text, int before) {
        if (before < 0) {
            return false;
        }
        var c = text.charAt(before);
        return c == '_' || c == '.' || c == '-' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean isMark(char c) {
        return switch (c) {
            case 'w', ':', '/', 'B', 'b', 'p', 'E' -> true;
            default -> false;
        };
    }

    private static boolean startsSensitive(String text, int at) {
        return text.startsWith("wamid.", at)
                || text.startsWith("://", at)
                || text.startsWith("/flow-previews/", at)
                || text.startsWith("pk_", at)
                || text.startsWith("EAA", at)
                || text.regionMatches(true, at, "bearer ", 0, 7)
                || text.regionMatches(true, at, "basic ", 0, 6);
    }
}
