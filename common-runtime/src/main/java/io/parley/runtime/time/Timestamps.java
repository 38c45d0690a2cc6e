package io.parley.runtime.time;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * The format of instants in everything that customers and operators read: RFC 3339 in UTC with exactly three digits of
 * milliseconds, for example {@code 2026-11-29T03:40:30.000Z}. All have the same length, so that texts sort as the
 * instants do.
 */
public final class Timestamps {

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Timestamps() {}

    /** Truncates finer fractions. */
    public static String text(Instant instant) {
        return MILLISECONDS.format(instant);
    }
}
