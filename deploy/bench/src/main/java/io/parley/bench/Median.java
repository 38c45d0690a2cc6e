package io.parley.bench;

import java.util.List;

/** Median of rounds; for an even number, the mean of the two middle ones. */
final class Median {

    private Median() {}

    static double of(List<Double> rounds) {
        var sorted = rounds.stream().sorted().toList();
        var median = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(median) : (sorted.get(median - 1) + sorted.get(median)) / 2;
    }
}
