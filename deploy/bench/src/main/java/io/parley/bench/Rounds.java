package io.parley.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * Rounds of a subject and its baseline that alternate, so that other load on the machine affects both. Round {@code n} of
 * the subject runs directly before or after round {@code n} of the baseline: their ratio is disturbed only by a load that
 * changes within the two rounds.
 */
record Rounds(List<Double> subject, List<Double> baseline) {

    /** Maximum {@link Spread#variation() variation} of the baseline with which a ratio is reliable. */
    static final double MAX_VARIATION = 0.2;

    Rounds {
        if (subject.size() != baseline.size()) {
            throw new IllegalArgumentException(subject.size() + " rounds, baseline " + baseline.size());
        }
    }

    static Rounds interleaved(int count, DoubleSupplier subject, DoubleSupplier baseline) {
        var results = interleaved(count, List.of(subject, baseline));
        return new Rounds(results.getFirst(), results.getLast());
    }

    /**
     * Runs one round of each contender after the other, and the next ones in reverse order, so that a machine that gets
     * slower or faster favours none.
     *
     * @return results by contender, in the order of the rounds
     */
    static List<List<Double>> interleaved(int count, List<DoubleSupplier> contenders) {
        var results = contenders.stream()
                .map(contender -> (List<Double>) new ArrayList<Double>())
                .toList();
        var order =
                new ArrayList<>(IntStream.range(0, contenders.size()).boxed().toList());
        for (var round = 0; round < count; round++) {
            order.forEach(index -> results.get(index).add(contenders.get(index).getAsDouble()));
            Collections.reverse(order);
        }
        return results;
    }

    double median() {
        return spread().median();
    }

    Spread spread() {
        return Spread.of(subject);
    }

    Spread baselineSpread() {
        return Spread.of(baseline);
    }

    /** Returns the spread of the ratios of neighbouring rounds. */
    Spread ratios() {
        return Spread.of(IntStream.range(0, subject.size())
                .mapToObj(i -> subject.get(i) / baseline.get(i))
                .toList());
    }

    /** Returns the median of the ratios of neighbouring rounds. */
    double ratio() {
        return ratios().median();
    }

    /** Returns whether the machine was quiet enough: the baseline, whose work never changes, hardly varied. */
    boolean isSteady() {
        return baselineSpread().variation() <= MAX_VARIATION;
    }
}
