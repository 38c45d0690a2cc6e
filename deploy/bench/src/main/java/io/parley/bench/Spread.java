package io.parley.bench;

import java.util.List;

/**
 * Median and range of the rounds of a measurement. The range leaves out the lowest and the highest tenth of the rounds,
 * so that one round in ten may be disturbed; with fewer than ten rounds it is minimum and maximum.
 */
record Spread(double median, double low, double high) {

    private static final int ONE_IN = 10;

    /** @throws IllegalArgumentException if there is no round */
    static Spread of(List<Double> rounds) {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("no rounds");
        }
        var sorted = rounds.stream().sorted().toList();
        var omitted = sorted.size() / ONE_IN;
        return new Spread(median(sorted), sorted.get(omitted), sorted.get(sorted.size() - 1 - omitted));
    }

    /** Of an even number, the mean of the two middle ones. */
    private static double median(List<Double> sorted) {
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Returns the width of the range as a share of the median. */
    double variation() {
        return median == 0 ? 0 : (high - low) / median;
    }
}
