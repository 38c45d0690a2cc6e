package io.parley.sandbox.fault;

/** A range of milliseconds, inclusive at both ends. */
public record Range(long min, long max) {

    /** Zero milliseconds. */
    public static final Range ZERO = new Range(0, 0);

    public Range {
        if (min < 0) {
            throw new IllegalArgumentException("min must not be negative");
        }
        max = Math.max(min, max);
    }
}
