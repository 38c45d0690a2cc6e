package io.parley.messaging.callback.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.TestConfig;
import io.parley.messaging.callback.store.ClaimQuota;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EndpointLimiterTest {
    private static final long FAST = Duration.ofMillis(5).toNanos();
    private static final long SLOW = Duration.ofSeconds(10).toNanos();
    private static final Duration NOT_DUE = Duration.ZERO;
    private static final Duration LATE = Duration.ofSeconds(5);
    private static final CallbackConfig CONFIG =
            TestConfig.with(Map.of("parley.callbacks.per-endpoint", "4", "parley.callbacks.concurrency", "100"));

    private final AtomicLong clock = new AtomicLong();
    private final InFlightBudget budget = new InFlightBudget(CONFIG.concurrency());
    private final EndpointLimiter endpoint = new EndpointLimiter(1, CONFIG, budget, clock::get);
    private final Queue<UniEmitter<? super String>> inFlight = new ArrayDeque<>();
    private final List<String> results = new ArrayList<>();

    @Test
    void concurrentRequestsAreLimited() {
        offer(10);
        assertEquals(4, inFlight.size());

        inFlight.remove().complete("made");

        assertEquals(4, inFlight.size());
    }

    @Test
    void admitsOnlyWhatCompletesWithinASecond() {
        assertEquals(4 + 4 * 8, offer(100));

        inFlight.remove().complete("made");

        assertEquals(1, offer(100));
    }

    @Test
    void waitingCallbacksAreRejectedWhenTheEndpointBecomesSlow() {
        offer(20);

        for (var i = 0; i < 4; i++) {
            endpoint.failed(SLOW);
        }

        assertEquals(16, results.stream().filter("otherwise"::equals).count());
        assertEquals(4, inFlight.size());
    }

    @Test
    void hangingEndpointGetsOneRequestAndOneProbe() {
        fail(5, SLOW);

        assertEquals(1, offer(10, LATE));
        clock.addAndGet(LATE.toNanos());
        assertEquals(1, offer(10, NOT_DUE));

        assertEquals(2, inFlight.size());
        clock.addAndGet(LATE.toNanos());
        assertEquals(0, offer(10, LATE));
    }

    @Test
    void limitRecoversOnSuccess() {
        endpoint.failed(FAST);
        endpoint.failed(FAST);
        assertTrue(endpoint.succeeded(FAST));
        assertFalse(endpoint.succeeded(FAST));
        endpoint.succeeded(FAST);

        offer(10);

        assertEquals(4, inFlight.size());
    }

    @Test
    void startOfFailuresIsReportedOnce() {
        assertTrue(endpoint.failed(FAST));
        assertFalse(endpoint.failed(FAST));
    }

    @Test
    void openBreakerAdmitsOneProbePerGrowingPause() {
        fail(4, FAST);
        assertFalse(endpoint.isOpen());
        fail(1, FAST);
        assertTrue(endpoint.isOpen());

        var pauses = new ArrayList<Duration>();
        for (var probe = 0; probe < 6; probe++) {
            pauses.add(untilAdmitted());
            assertFalse(endpoint.admit(NOT_DUE), "more than one probe");
            endpoint.failed(FAST);
            endpoint.release();
        }

        assertTrue(pauses.getFirst().compareTo(Duration.ofMillis(500)) >= 0, "first after " + pauses.getFirst());
        assertTrue(pauses.getFirst().compareTo(Duration.ofSeconds(1)) <= 0, "first after " + pauses.getFirst());
        assertTrue(pauses.getLast().compareTo(Duration.ofMillis(2500)) >= 0, "last after " + pauses.getLast());
        assertTrue(pauses.getLast().compareTo(Duration.ofSeconds(5)) <= 0, "last after " + pauses.getLast());
    }

    @Test
    void oneSuccessClosesTheBreaker() {
        fail(5, FAST);
        untilAdmitted();

        endpoint.succeeded(FAST);
        endpoint.release();

        assertFalse(endpoint.isOpen());
        assertTrue(endpoint.admit(NOT_DUE));
        assertTrue(endpoint.admit(NOT_DUE));
    }

    @Test
    void breakerDelaysNoCallbackLongerThanTheMaximumPause() {
        fail(5, FAST);

        assertFalse(endpoint.admit(LATE.minusMillis(1)));
        assertTrue(endpoint.admit(LATE));
    }

    @Test
    void claimQuotaIsHalfOfTheCapacity() {
        assertEquals(new ClaimQuota(1, 18, NOT_DUE), endpoint.claimQuota().orElseThrow());
        offer(17);
        assertTrue(endpoint.claimQuota().isEmpty());

        fail(5, FAST);
        while (!inFlight.isEmpty()) {
            inFlight.remove().complete("made");
        }

        assertEquals(LATE, endpoint.claimQuota().orElseThrow().due());
        clock.addAndGet(LATE.toNanos());
        assertEquals(new ClaimQuota(1, 1, NOT_DUE), endpoint.claimQuota().orElseThrow());
    }

    @Test
    void claimsPauseAfterNoneWereParked() {
        endpoint.noneParked(Duration.ofMillis(500));
        assertTrue(endpoint.claimQuota().isEmpty());

        clock.addAndGet(Duration.ofMillis(500).toNanos());

        assertTrue(endpoint.claimQuota().isPresent());
    }

    @Test
    void hangingEndpointsLeaveSlotsForHealthyOnes() {
        for (var i = 0; i < 50; i++) {
            var hanging = new EndpointLimiter(i, CONFIG, budget, clock::get);
            while (hanging.admit(NOT_DUE)) {
                // until rejected
            }
        }

        assertEquals(75, budget.inUse());
        assertFalse(endpoint.admit(NOT_DUE));
        endpoint.succeeded(FAST);
        assertTrue(endpoint.admit(NOT_DUE));
    }

    @Test
    void isIdleOnlyWithoutRequestsAndFailures() {
        offer(1);
        assertFalse(endpoint.idle());
        inFlight.remove().complete("made");
        assertTrue(endpoint.idle());
        endpoint.failed(1);
        assertFalse(endpoint.idle());
    }

    private void fail(int times, long took) {
        for (var i = 0; i < times; i++) {
            endpoint.failed(took);
        }
    }

    private Duration untilAdmitted() {
        var waited = 0;
        while (!endpoint.admit(NOT_DUE)) {
            clock.addAndGet(Duration.ofMillis(1).toNanos());
            waited++;
        }
        return Duration.ofMillis(waited);
    }

    private int offer(int calls) {
        return offer(calls, NOT_DUE);
    }

    /** @return number of admitted callbacks */
    private int offer(int calls, Duration due) {
        var admitted = 0;
        while (admitted < calls && endpoint.admit(due)) {
            admitted++;
            endpoint.run(() -> Uni.createFrom().<String>emitter(inFlight::add), "otherwise")
                    .onTermination()
                    .invoke(endpoint::release)
                    .subscribe()
                    .with(results::add);
        }
        return admitted;
    }
}
