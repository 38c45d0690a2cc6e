package io.parley.messaging.callback.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    private static final long FAST = Duration.ofMillis(5).toNanos();
    private static final long SLOW = Duration.ofSeconds(10).toNanos();

    private final ConcurrencyLimit limit = new ConcurrencyLimit(32);

    @Test
    void failuresHalveTheLimitAndSuccessesIncreaseItByOne() {
        limit.failed(FAST, false);
        limit.failed(FAST, false);
        assertEquals(8, limit.inFlight());

        limit.succeeded(FAST);
        assertEquals(9, limit.inFlight());
    }

    @Test
    void theLimitStaysBetweenOneAndTheMaximum() {
        for (var i = 0; i < 10; i++) {
            limit.failed(FAST, false);
        }
        assertEquals(1, limit.inFlight());

        for (var i = 0; i < 100; i++) {
            limit.succeeded(FAST);
        }
        assertEquals(32, limit.inFlight());
    }

    @Test
    void whileTheCircuitBreakerIsOpenOneSlotIsUsedAndOneIsForTheProbe() {
        limit.failed(FAST, true);

        assertEquals(2, limit.inFlight());
        assertEquals(1 + 8, limit.total(true));
    }

    @Test
    void noneWaitsForASlowEndpoint() {
        assertEquals(32 * 8, limit.waiting());

        for (var i = 0; i < 20; i++) {
            limit.succeeded(SLOW);
        }

        assertEquals(0, limit.waiting());
        assertEquals(32, limit.total(false));
    }
}
