package io.parley.sandbox.smsc;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** The validity_period of SMPP 3.4 (7.1.1): {@code YYMMDDhhmmsstnnp}, absolute, or relative if p is R. */
final class ValidityPeriod {
    /** What SMSCs usually have without a validity_period. */
    private static final Duration STANDARD = Duration.ofHours(48);

    private static final Pattern FORMAT =
            Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d)(\\d\\d)([-+R])");
    private static final int DAYS_OF_A_YEAR = 365;
    private static final int DAYS_OF_A_MONTH = 30;
    private static final int CENTURY = 2000;
    private static final int QUARTER_SECONDS = 15 * 60;

    private ValidityPeriod() {}

    /** Returns the time from now on; the standard one if there is none, or none that can be read. */
    static Duration of(String value) {
        var fields = FORMAT.matcher(value == null ? "" : value);
        if (!fields.matches()) {
            return STANDARD;
        }
        var n = new int[9];
        for (var i = 1; i <= 8; i++) {
            n[i] = Integer.parseInt(fields.group(i));
        }
        return fields.group(9).equals("R") ? relative(n) : absolute(n, fields.group(9));
    }

    private static Duration relative(int[] n) {
        return Duration.ofDays((long) n[1] * DAYS_OF_A_YEAR + (long) n[2] * DAYS_OF_A_MONTH + n[3])
                .plusHours(n[4])
                .plusMinutes(n[5])
                .plusSeconds(n[6]);
    }

    /** The offset from UTC is in quarters of an hour. */
    private static Duration absolute(int[] n, String sign) {
        try {
            var offset = n[8] * QUARTER_SECONDS * (sign.equals("-") ? -1 : 1);
            var local = LocalDateTime.of(CENTURY + n[1], n[2], n[3], n[4], n[5], n[6]);
            var left = Duration.between(LocalDateTime.now(ZoneOffset.UTC).plusSeconds(offset), local);
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeException e) {
            return STANDARD;
        }
    }
}
