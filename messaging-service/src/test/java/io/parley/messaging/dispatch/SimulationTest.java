package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Simulates many messages; a failing seed reproduces the failure. */
@Tag("slow")
class SimulationTest {

    private static final long FIRST_SEED = Long.getLong("parley.simulation.seed", 20_260_301L);
    private static final Duration DURATION = Duration.ofMillis(Long.getLong("parley.simulation.millis", 5_000));

    private final RetryPolicy retryPolicy = new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(5), 1);

    @Test
    void everyMessageEndsOnceAndIsResentOnlyByDecision() {
        var totals = run(false);

        assertTrue(totals.resends > 0 && totals.duplicates > 0, "resends and duplicates must occur: " + totals);
        assertTrue(totals.duplicates <= totals.resends, "every duplicate must be a counted resend: " + totals);
    }

    @Test
    void noDuplicateIfTheProviderReportsInTime() {
        var totals = run(true);

        assertTrue(totals.resends > 0 && totals.duplicates == 0, totals.toString());
    }

    private Totals run(boolean statusesInTime) {
        var end = System.nanoTime() + DURATION.toNanos();
        var totals = new Totals();
        for (var seed = FIRST_SEED; System.nanoTime() < end; seed++) {
            var simulation = new SimulatedLife(retryPolicy, seed, statusesInTime);
            assertNull(simulation.run(), "seed " + seed);
            totals.messages++;
            totals.resends += simulation.resends();
            totals.duplicates += Math.max(0, simulation.accepted() - 1);
        }
        return totals;
    }

    private static final class Totals {
        private long messages;
        private long resends;
        private long duplicates;

        @Override
        public String toString() {
            return "%d messages, %d resends, %d duplicates".formatted(messages, resends, duplicates);
        }
    }
}
