package io.parley.messaging.dispatch;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Many lives in little time; a seed that fails is a test of its own. */
class SimulationTest {

    private static final long FIRST_SEED = Long.getLong("parley.simulation.seed", 20_260_301L);
    private static final Duration LONG_ENOUGH = Duration.ofMillis(Long.getLong("parley.simulation.millis", 5_000));

    private final RetryPolicy decision = new RetryPolicy(Duration.ofSeconds(2), Duration.ofMinutes(5), 1);

    @Test
    void noMessageIsLostSentBlindlyOrEndedTwice() {
        var seen = run(false);

        assertTrue(seen.resends > 0 && seen.duplicates > 0, "the faults must have happened: " + seen);
        assertTrue(seen.duplicates <= seen.resends, "every duplicate is a counted resend: " + seen);
    }

    @Test
    void noMessageIsTakenTwiceIfTheProviderReportsInTime() {
        var seen = run(true);

        assertTrue(seen.resends > 0 && seen.duplicates == 0, seen.toString());
    }

    private Seen run(boolean statusesComeInTime) {
        var end = System.nanoTime() + LONG_ENOUGH.toNanos();
        var seen = new Seen();
        for (var seed = FIRST_SEED; System.nanoTime() < end; seed++) {
            var life = new SimulatedLife(decision, seed, statusesComeInTime);
            assertNull(life.live(), "seed " + seed);
            seen.lives++;
            seen.resends += life.resends();
            seen.duplicates += Math.max(0, life.taken() - 1);
        }
        return seen;
    }

    private static final class Seen {
        private long lives;
        private long resends;
        private long duplicates;

        @Override
        public String toString() {
            return "%d lives, %d resends, %d duplicates".formatted(lives, resends, duplicates);
        }
    }
}
