package io.parley.runtime.time;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * The format of instants in everything that customers and operators read: RFC 3339 in UTC with exactly three digits of
 * milliseconds, for example {@code 2026-11-29T03:40:30.000Z}. All have the same length, so that texts sort as the
 * instants do.
 */
public final class Timestamps {
    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR_10000 =
            Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final byte[] PATTERN = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);

    /** For years with other than four digits. */
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Timestamps() {}

    /** Truncates finer fractions. A page has hundreds of them, and the JDK's formatter takes three times as long. */
    public static String text(Instant instant) {
        var seconds = instant.getEpochSecond();
        return seconds < YEAR_0 || seconds >= YEAR_10000
                ? MILLISECONDS.format(instant)
                : text(LocalDateTime.ofEpochSecond(seconds, instant.getNano(), ZoneOffset.UTC));
    }

    private static String text(LocalDateTime time) {
        var text = PATTERN.clone();
        write(text, 3, time.getYear());
        write(text, 6, time.getMonthValue());
        write(text, 9, time.getDayOfMonth());
        write(text, 12, time.getHour());
        write(text, 15, time.getMinute());
        write(text, 18, time.getSecond());
        write(text, 22, time.getNano() / NANOS_PER_MILLI);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Writes the digits of a number, the last one at this position. */
    private static void write(byte[] text, int last, int number) {
        var rest = number;
        for (var position = last; rest > 0; position--) {
            text[position] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
