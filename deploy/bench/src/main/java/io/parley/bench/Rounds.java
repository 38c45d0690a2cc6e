package io.parley.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Interleaves a thing and its yardstick, so that a neighbour's load falls on both. */
record Rounds(List<Double> thing, List<Double> yardstick) {

    static Rounds interleaved(int count, DoubleSupplier thing, DoubleSupplier yardstick) {
        var rounds = new Rounds(new ArrayList<>(), new ArrayList<>());
        for (var i = 0; i < count; i++) {
            rounds.thing.add(thing.getAsDouble());
            rounds.yardstick.add(yardstick.getAsDouble());
        }
        return rounds;
    }

    double middle() {
        return Median.of(thing);
    }

    double yardstickMiddle() {
        return Median.of(yardstick);
    }

    double ratio() {
        return middle() / yardstickMiddle();
    }
}
