package io.parley.bench;

import java.util.List;

/** The middle of a few rounds; an even number of them gives the mean of the two in the middle. */
final class Median {

    private Median() {}

    static double of(List<Double> rounds) {
        var sorted = rounds.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
