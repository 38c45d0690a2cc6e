package io.parley.runtime.logging;

import java.util.regex.Pattern;

/** Phone numbers as logs may show them: only the last three digits. */
public final class Masked {
    private static final int SHOWN = 3;
    private static final Pattern LONG_DIGITS = Pattern.compile("\\d{5,}");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u2028\u2029]");

    private Masked() {}

    /** {@code 4915550001111} becomes {@code …111}; what has three characters or fewer becomes {@code …}. */
    public static String number(String number) {
        return number == null || number.length() <= SHOWN ? "…" : "…" + number.substring(number.length() - SHOWN);
    }

    /** Masks every run of five or more digits in a text, for example in a path; what would break the line goes, too. */
    public static String digits(String text) {
        return LONG_DIGITS.matcher(CONTROL.matcher(text).replaceAll("?")).replaceAll(run -> number(run.group()));
    }
}
