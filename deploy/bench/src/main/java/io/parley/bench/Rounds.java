package io.parley.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Interleaved rounds of subject and baseline, so that other load on the machine affects both. */
record Rounds(List<Double> subject, List<Double> baseline) {

    static Rounds interleaved(int count, DoubleSupplier subject, DoubleSupplier baseline) {
        var rounds = new Rounds(new ArrayList<>(), new ArrayList<>());
        for (var i = 0; i < count; i++) {
            rounds.subject.add(subject.getAsDouble());
            rounds.baseline.add(baseline.getAsDouble());
        }
        return rounds;
    }

    double median() {
        return Median.of(subject);
    }

    double baselineMedian() {
        return Median.of(baseline);
    }

    double ratio() {
        return median() / baselineMedian();
    }
}
