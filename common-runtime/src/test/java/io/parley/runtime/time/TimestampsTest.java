package io.parley.runtime.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text of an instant is that of the JDK's formatter with three digits. */
class TimestampsTest {
    private static final DateTimeFormatter JDK =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    @ParameterizedTest
    @CsvSource({
        "2026-11-29T03:40:30Z,            2026-11-29T03:40:30.000Z",
        "2026-11-29T03:40:30.0019Z,       2026-11-29T03:40:30.001Z",
        "2024-02-29T23:59:59.999999999Z,  2024-02-29T23:59:59.999Z",
        "1969-12-31T23:59:59.999Z,        1969-12-31T23:59:59.999Z",
        "0007-01-01T00:00:00Z,            0007-01-01T00:00:00.000Z",
        "-0001-01-01T00:00:00Z,           -0001-01-01T00:00:00.000Z",
        "+10000-01-01T00:00:00Z,          +10000-01-01T00:00:00.000Z"
    })
    void anInstantHasThreeDigits(Instant instant, String text) {
        assertEquals(text, Timestamps.text(instant));
    }

    @Test
    void theFarthestInstantsHaveTheTextOfTheJdk() {
        assertEquals(JDK.format(Instant.MIN), Timestamps.text(Instant.MIN));
        assertEquals(JDK.format(Instant.MAX), Timestamps.text(Instant.MAX));
    }

    @Test
    void anyInstantHasTheTextOfTheJdk() {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++) {
            var instant = Instant.ofEpochSecond(random.nextLong(-80_000_000_000L, 300_000_000_000L), random.nextInt());
            assertEquals(JDK.format(instant), Timestamps.text(instant));
        }
    }
}
