package io.parley.sandbox.fault;

/** A span of milliseconds, both ends included. */
public record Range(long min, long max) {

    /** No time at all. */
    public static final Range ZERO = new Range(0, 0);

    public Range {
        if (min < 0) {
            throw new IllegalArgumentException("min must not be negative");
        }
        max = Math.max(min, max);
    }
}
