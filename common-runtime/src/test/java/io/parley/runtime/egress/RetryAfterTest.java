package io.parley.runtime.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void secondsAndDatesAreParsed() {
        assertEquals(Optional.of(Duration.ofSeconds(30)), RetryAfter.parse(" 30 ", NOW));
        assertEquals(Optional.of(Duration.ofMinutes(1)), RetryAfter.parse("Fri, 2 Jan 2026 03:05:05 GMT", NOW));
        assertEquals(Optional.of(Duration.ZERO), RetryAfter.parse("Fri, 2 Jan 2026 03:00:00 GMT", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "99999999999999999999", "Fri, 2 Jan"})
    void anInvalidValueIsIgnored(String header) {
        assertEquals(Optional.empty(), RetryAfter.parse(header, NOW));
    }
}
