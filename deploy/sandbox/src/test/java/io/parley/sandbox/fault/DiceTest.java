package io.parley.sandbox.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DiceTest {

    @Test
    void decisionDependsOnTheSequenceNumberOnly() {
        var dice = new Dice(42);
        var ascending = LongStream.range(0, 1000).mapToObj(n -> hits(dice, n)).toList();
        var descending =
                LongStream.range(0, 1000).mapToObj(n -> hits(dice, 999 - n)).toList();

        assertEquals(ascending, descending.reversed());
        assertNotEquals(
                ascending,
                LongStream.range(0, 1000).mapToObj(n -> hits(new Dice(43), n)).toList());
    }

    private static boolean hits(Dice dice, long number) {
        return dice.of("sms", number).hits(0.5, "x");
    }

    @Test
    void rateIsMet() {
        var hits = LongStream.range(0, 100_000)
                .filter(n -> new Dice(1).of("sms", n).hits(0.1, "x"))
                .count();

        assertTrue(hits > 9_500 && hits < 10_500, hits + " of 100000");
    }

    @Test
    void valuesAreWithinTheRange() {
        var values = LongStream.range(0, 10_000)
                .map(n -> new Dice(1).of("sms", n).within(new Range(10, 12), "x"))
                .distinct()
                .sorted()
                .toArray();

        assertEquals(3, values.length);
        assertEquals(10, values[0]);
        assertEquals(12, values[2]);
    }
}
