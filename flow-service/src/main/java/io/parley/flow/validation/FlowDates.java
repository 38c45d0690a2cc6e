package io.parley.flow.validation;

import java.time.YearMonth;

/** Dates in Flow JSON: milliseconds since 1970 as text before version 5.0, days such as 2026-11-30 since. */
final class FlowDates {
    private static final int MAX_EPOCH_DIGITS = 17;
    private static final String DAY_NOTATION = "0000-00-00";
    private static final int MONTHS = 12;

    private FlowDates() {}

    static boolean isEpoch(String text) {
        var from = text.startsWith("-") ? 1 : 0;
        return text.length() - from <= MAX_EPOCH_DIGITS && number(text, from, text.length()) >= 0;
    }

    static boolean isDay(String text) {
        if (text.length() != DAY_NOTATION.length() || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        var year = number(text, 0, 4);
        var month = number(text, 5, 7);
        var day = number(text, 8, text.length());
        return year >= 0
                && month >= 1
                && month <= MONTHS
                && day >= 1
                && YearMonth.of((int) year, (int) month).isValidDay((int) day);
    }

    /** Returns the number that the digits of a part are; -1 if it is empty or has something else. */
    private static long number(String text, int from, int to) {
        var number = to > from ? 0L : -1;
        for (var i = from; i < to && number >= 0; i++) {
            var digit = text.charAt(i) - '0';
            number = digit >= 0 && digit <= 9 ? number * 10 + digit : -1;
        }
        return number;
    }
}
