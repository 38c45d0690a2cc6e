package io.parley.runtime.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofSeconds(5);

    @Test
    void stepsDoubleUpToTheMaximum() {
        var exact = new BackOff(FIRST, MAX, 0);

        assertEquals(FIRST, exact.pause(0));
        assertEquals(Duration.ofMillis(200), exact.pause(1));
        assertEquals(Duration.ofMillis(3_200), exact.pause(5));
        assertEquals(MAX, exact.pause(6));
        assertEquals(MAX, exact.pause(Integer.MAX_VALUE));
    }

    @Test
    void aPauseIsBetweenHalfOfTheStepAndTheWhole() {
        var pauses = IntStream.range(0, 1_000)
                .mapToObj(i -> new BackOff(FIRST, MAX).pause(1))
                .toList();

        assertTrue(pauses.stream().allMatch(pause -> pause.toMillis() >= 100 && pause.toMillis() <= 200));
        assertTrue(pauses.stream().distinct().count() > 100, "pauses differ");
    }

    @Test
    void theCallersRandomNumberDecides() {
        var full = new BackOff(FIRST, MAX, 1);

        assertEquals(FIRST, full.pause(0, 0));
        assertEquals(Duration.ofMillis(25), full.pause(0, 0.75));
    }

    @Test
    void aConstantBackOffNeverGrows() {
        assertEquals(FIRST, BackOff.constant(FIRST).pause(9));
    }
}
