package io.parley.runtime.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ElapsedTest {
    private static final Instant START = Instant.parse("2026-02-03T04:05:06Z");

    @Test
    void isNeverNegative() {
        assertEquals(Duration.ofSeconds(5), Elapsed.between(START, START.plusSeconds(5)));
        assertEquals(Duration.ZERO, Elapsed.between(START, START.minusSeconds(27)));
    }
}
