package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void contendersRunInAlternatingOrder() {
        var order = new ArrayList<String>();

        Rounds.interleaved(3, List.of(named("a", order), named("b", order), named("c", order)));

        assertEquals(List.of("a", "b", "c", "c", "b", "a", "a", "b", "c"), order);
    }

    @Test
    void resultsBelongToTheirContenderWhateverTheOrder() {
        var rounds = Rounds.interleaved(3, counter(1), counter(100));

        assertEquals(List.of(1.0, 2.0, 3.0), rounds.subject());
        assertEquals(List.of(100.0, 101.0, 102.0), rounds.baseline());
    }

    @Test
    void ratioOfNeighboursIsSteadyWhileTheMachineSlowsDown() {
        var rounds = new Rounds(List.of(200.0, 100.0, 50.0, 25.0), List.of(100.0, 50.0, 25.0, 12.5));

        assertEquals(new Spread(2, 2, 2), rounds.ratios());
        assertEquals(2, rounds.ratio());
    }

    @Test
    void ratioDiffersFromThatOfTheMediansIfNeighboursDo() {
        var rounds = new Rounds(List.of(10.0, 40.0, 90.0), List.of(10.0, 20.0, 90.0));

        assertEquals(1, rounds.ratio());
        assertEquals(40, rounds.median());
        assertEquals(20, rounds.baselineSpread().median());
    }

    @Test
    void baselineIsUnsteadyIfItVariesByMoreThanAFifth() {
        assertTrue(withBaseline(100, 110, 90).isSteady());
        assertFalse(withBaseline(100, 111, 90).isSteady());
    }

    @Test
    void subjectMayVaryFreely() {
        assertTrue(new Rounds(List.of(1.0, 100.0), List.of(10.0, 10.0)).isSteady());
    }

    @Test
    void differentNumbersOfRoundsAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> new Rounds(List.of(1.0), List.of()));
    }

    private static Rounds withBaseline(double... baseline) {
        var rounds = java.util.Arrays.stream(baseline).boxed().toList();
        return new Rounds(rounds, rounds);
    }

    private static DoubleSupplier named(String name, List<String> order) {
        return () -> {
            order.add(name);
            return 0;
        };
    }

    private static DoubleSupplier counter(double first) {
        var next = new double[] {first};
        return () -> next[0]++;
    }
}
