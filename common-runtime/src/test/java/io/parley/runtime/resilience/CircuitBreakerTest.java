package io.parley.runtime.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final BackOff PAUSES = new BackOff(Duration.ofMillis(100), Duration.ofMillis(800), 0);

    private final AtomicLong now = new AtomicLong(-1_000_000_000L);
    private final CircuitBreaker breaker = new CircuitBreaker(new CircuitBreaker.Settings(3, PAUSES, false), now::get);
    private final CircuitBreaker overlapping =
            new CircuitBreaker(new CircuitBreaker.Settings(3, PAUSES, true), now::get);

    @Test
    void staysClosedBelowTheFailureThreshold() {
        breaker.failed();
        breaker.succeeded();
        breaker.failed();
        breaker.failed();

        assertFalse(breaker.isOpen());
        assertTrue(breaker.tryAcquire());
    }

    @Test
    void rejectsCallsUntilThePauseHasPassed() {
        open(breaker);

        assertTrue(breaker.rejectsCalls());
        assertFalse(breaker.tryAcquire());
        assertEquals(Duration.ofMillis(100), breaker.remaining());
        advance(100);
        assertFalse(breaker.rejectsCalls());
        assertTrue(breaker.tryAcquire());
    }

    @Test
    void permitsOneProbeUntilItsResult() {
        open(breaker);
        advance(100);

        assertTrue(breaker.tryAcquire());
        assertTrue(breaker.isProbing());
        advance(10_000);
        assertFalse(breaker.tryAcquire());
    }

    @Test
    void permitsAnotherProbeAfterThePauseIfProbesOverlap() {
        open(overlapping);
        advance(100);

        assertTrue(overlapping.tryAcquire());
        advance(199);
        assertFalse(overlapping.tryAcquire());
        advance(1);
        assertTrue(overlapping.tryAcquire());
    }

    @Test
    void aProbeThatFailsAfterItsPauseStartsThePauseAgain() {
        open(overlapping);
        advance(100);
        overlapping.tryAcquire();
        advance(900);

        overlapping.failed();
        assertFalse(overlapping.tryAcquire());
        overlapping.failed(); // of an earlier call

        assertEquals(Duration.ofMillis(200), overlapping.remaining());
    }

    @Test
    void firstSuccessCloses() {
        open(breaker);
        advance(100);
        breaker.tryAcquire();

        breaker.succeeded();

        assertFalse(breaker.isOpen());
        assertTrue(IntStream.range(0, 10).allMatch(call -> breaker.tryAcquire()));
    }

    @Test
    void pauseDoublesUpToItsMaximumWithEachFailedProbe() {
        for (var each : List.of(breaker, overlapping)) {
            open(each);
            for (var pause : new int[] {100, 200, 400, 800, 800}) {
                assertEquals(Duration.ofMillis(pause), each.remaining());
                advance(pause);
                assertTrue(each.tryAcquire());
                each.failed();
            }
        }
    }

    @Test
    void pausesStartAgainAfterASuccess() {
        open(breaker);
        advance(100);
        breaker.tryAcquire();
        breaker.failed();
        breaker.succeeded();

        open(breaker);

        assertEquals(Duration.ofMillis(100), breaker.remaining());
    }

    @Test
    void failuresOfEarlierCallsDoNotProlongThePause() {
        open(breaker);

        IntStream.range(0, 50).forEach(call -> breaker.failed());

        assertEquals(Duration.ofMillis(100), breaker.remaining());
    }

    @Test
    void staysOpenForAtLeastRetryAfter() {
        open(breaker);

        breaker.failed(Duration.ofSeconds(4));

        assertEquals(Duration.ofSeconds(4), breaker.remaining());
    }

    @Test
    void retryAfterOfAClosedBreakerDoesNotOpenIt() {
        breaker.failed(Duration.ofSeconds(4));

        assertTrue(breaker.tryAcquire());
        assertEquals(Duration.ZERO, breaker.remaining());
    }

    @Test
    void onlyOneOfManyConcurrentCallsIsTheProbe() throws Exception {
        open(breaker);
        advance(100);

        try (var threads = Executors.newFixedThreadPool(8)) {
            var probes = 0;
            Callable<Boolean> acquire = breaker::tryAcquire;
            for (var call : threads.invokeAll(Collections.nCopies(1_000, acquire))) {
                probes += call.get() ? 1 : 0;
            }
            assertEquals(1, probes);
        }
    }

    private static void open(CircuitBreaker breaker) {
        IntStream.range(0, 3).forEach(call -> breaker.failed());
    }

    private void advance(int millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
