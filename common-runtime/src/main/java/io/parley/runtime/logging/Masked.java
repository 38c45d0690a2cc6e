package io.parley.runtime.logging;

import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Masks phone numbers and providers' ids for logs. */
public final class Masked {
    private static final int SHOWN = 3;
    private static final int HASH_BYTES = 6;
    private static final Pattern LONG_DIGITS = Pattern.compile("\\d{5,}");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u2028\u2029]");

    private Masked() {}

    /** Masks {@code 4915550001111} as {@code …111}; a text of three characters or fewer becomes {@code …}. */
    public static String number(@Nullable String number) {
        return number == null || number.length() <= SHOWN ? "…" : "…" + number.substring(number.length() - SHOWN);
    }

    /**
     * Masks every run of five or more digits in a text, for example in a path; replaces control characters and line
     * breaks.
     */
    public static String digits(String text) {
        return LONG_DIGITS.matcher(CONTROL.matcher(text).replaceAll("?")).replaceAll(run -> number(run.group()));
    }

    /**
     * Returns a provider's message id as {@code #} and 12 hexadecimal digits, the start of its SHA-256: the same id
     * always gives the same text, so that logs can be searched for it ({@code ./dev logs --message ID}). Meta's ids
     * contain the person's whole number in Base64. Null remains null.
     */
    public static @Nullable String providerId(@Nullable String id) {
        if (id == null) {
            return null;
        }
        var hash = DigestUtils.sha256(id);
        return "#" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }

    /** Redacts numbers, tokens and queries in an external text, such as a URL or an exception's message. */
    public static String text(String text) {
        return Redaction.of(text);
    }
}
