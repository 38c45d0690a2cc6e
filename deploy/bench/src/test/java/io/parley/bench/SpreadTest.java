package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void oddNumberOfRoundsHasItsMiddleAsMedian() {
        assertEquals(new Spread(2, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0)));
    }

    @Test
    void evenNumberOfRoundsHasTheMeanOfTheMiddleTwoAsMedian() {
        assertEquals(new Spread(2.5, 1, 10), Spread.of(List.of(10.0, 3.0, 2.0, 1.0)));
    }

    @Test
    void oneRoundIsItsOwnRange() {
        assertEquals(new Spread(5, 5, 5), Spread.of(List.of(5.0)));
    }

    @Test
    void oneDisturbedRoundOfTenIsOutsideOfTheRange() {
        var rounds = new ArrayList<>(Collections.nCopies(8, 100.0));
        rounds.add(1.0);
        rounds.add(1000.0);

        assertEquals(new Spread(100, 100, 100), Spread.of(rounds));
    }

    @Test
    void nineRoundsHaveTheirMinimumAndMaximumAsRange() {
        var rounds = new ArrayList<>(Collections.nCopies(8, 100.0));
        rounds.add(1.0);

        assertEquals(new Spread(100, 1, 100), Spread.of(rounds));
    }

    @Test
    void variationIsTheWidthOfTheRangeAsAShareOfTheMedian() {
        assertEquals(0.5, Spread.of(List.of(100.0, 80.0, 130.0)).variation(), 1e-9);
        assertEquals(0, Spread.of(List.of(0.0, 0.0)).variation());
    }

    @Test
    void noRoundsAreRejected() {
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    }
}
