package io.parley.messaging.callback.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    private static final long QUICK = Duration.ofMillis(5).toNanos();
    private static final long SLOW = Duration.ofSeconds(10).toNanos();
    private static final Duration FRESH = Duration.ZERO;
    private static final Duration LATE = Duration.ofSeconds(5);
    private static final CallbackConfig CONFIG =
            TestConfig.with(Map.of("parley.callbacks.per-endpoint", "4", "parley.callbacks.concurrency", "100"));

    private final AtomicLong clock = new AtomicLong();
    private final InFlightBudget places = new InFlightBudget(CONFIG.concurrency());
    private final EndpointLimiter endpoint = new EndpointLimiter(1, CONFIG, places, clock::get);
    private final Queue<UniEmitter<? super String>> underWay = new ArrayDeque<>();
    private final List<String> ended = new ArrayList<>();

    @Test
    void bearsOnlySoManyCallsAtATime() {
        offer(10);
        assertEquals(4, underWay.size());

        underWay.remove().complete("made");

        assertEquals(4, underWay.size());
    }

    @Test
    void letsNoMoreInThanLeaveWithinASecond() {
        assertEquals(4 + 4 * 8, offer(100));

        underWay.remove().complete("made");

        assertEquals(1, offer(100));
    }

    @Test
    void sendsThoseWhoWaitAwayWhenItBecomesSlow() {
        offer(20);

        for (var i = 0; i < 4; i++) {
            endpoint.failed(SLOW);
        }

        assertEquals(16, ended.stream().filter("otherwise"::equals).count());
        assertEquals(4, underWay.size());
    }

    @Test
    void anAddressThatHangsIsLeftWithOneCallAndOneThatAsksBesides() {
        fail(5, SLOW);

        assertEquals(1, offer(10, LATE));
        clock.addAndGet(LATE.toNanos());
        assertEquals(1, offer(10, FRESH));

        assertEquals(2, underWay.size());
        clock.addAndGet(LATE.toNanos());
        assertEquals(0, offer(10, LATE));
    }

    @Test
    void recoversWithSuccess() {
        endpoint.failed(QUICK);
        endpoint.failed(QUICK);
        assertTrue(endpoint.succeeded(QUICK));
        assertFalse(endpoint.succeeded(QUICK));
        endpoint.succeeded(QUICK);

        offer(10);

        assertEquals(4, underWay.size());
    }

    @Test
    void saysOnceThatATimeOfFailuresBegan() {
        assertTrue(endpoint.failed(QUICK));
        assertFalse(endpoint.failed(QUICK));
    }

    @Test
    void anAddressThatFailedOftenIsAskedByOneCallAfterAPauseThatGrowsToItsLimit() {
        fail(4, QUICK);
        assertFalse(endpoint.isOpen());
        fail(1, QUICK);
        assertTrue(endpoint.isOpen());

        var pauses = new ArrayList<Duration>();
        for (var probe = 0; probe < 6; probe++) {
            pauses.add(untilOneIsLetIn());
            assertFalse(endpoint.admit(FRESH), "only one asks");
            endpoint.failed(QUICK);
            endpoint.leave();
        }

        assertTrue(pauses.getFirst().compareTo(Duration.ofMillis(500)) >= 0, "first after " + pauses.getFirst());
        assertTrue(pauses.getFirst().compareTo(Duration.ofSeconds(1)) <= 0, "first after " + pauses.getFirst());
        assertTrue(pauses.getLast().compareTo(Duration.ofMillis(2500)) >= 0, "last after " + pauses.getLast());
        assertTrue(pauses.getLast().compareTo(Duration.ofSeconds(5)) <= 0, "last after " + pauses.getLast());
    }

    @Test
    void oneSuccessOpensItToAll() {
        fail(5, QUICK);
        untilOneIsLetIn();

        endpoint.succeeded(QUICK);
        endpoint.leave();

        assertFalse(endpoint.isOpen());
        assertTrue(endpoint.admit(FRESH));
        assertTrue(endpoint.admit(FRESH));
    }

    @Test
    void noCallWaitsLongerForTheBreakerThanItsLongestPause() {
        fail(5, QUICK);

        assertFalse(endpoint.admit(LATE.minusMillis(1)));
        assertTrue(endpoint.admit(LATE));
    }

    @Test
    void asksTheTableForAsMuchAsItHasRoomForAndLeavesHalfToFreshCalls() {
        assertEquals(new ClaimQuota(1, 18, FRESH), endpoint.pull().orElseThrow());
        offer(17);
        assertTrue(endpoint.pull().isEmpty());

        fail(5, QUICK);
        while (!underWay.isEmpty()) {
            underWay.remove().complete("made");
        }

        assertEquals(LATE, endpoint.pull().orElseThrow().due());
        clock.addAndGet(LATE.toNanos());
        assertEquals(new ClaimQuota(1, 1, FRESH), endpoint.pull().orElseThrow());
    }

    @Test
    void doesNotAskAnEmptyTableAgainAtOnce() {
        endpoint.emptied(Duration.ofMillis(500));
        assertTrue(endpoint.pull().isEmpty());

        clock.addAndGet(Duration.ofMillis(500).toNanos());

        assertTrue(endpoint.pull().isPresent());
    }

    @Test
    void manyThatHangLeavePlacesForThoseThatAnswer() {
        for (var i = 0; i < 50; i++) {
            var hanging = new EndpointLimiter(i, CONFIG, places, clock::get);
            while (hanging.admit(FRESH)) {
                // as many as it gets
            }
        }

        assertEquals(75, places.taken());
        assertFalse(endpoint.admit(FRESH));
        endpoint.succeeded(QUICK);
        assertTrue(endpoint.admit(FRESH));
    }

    @Test
    void isIdleOnlyWhenNothingIsUnderWayAndNothingIsWrong() {
        offer(1);
        assertFalse(endpoint.idle());
        underWay.remove().complete("made");
        assertTrue(endpoint.idle());
        endpoint.failed(1);
        assertFalse(endpoint.idle());
    }

    private void fail(int times, long took) {
        for (var i = 0; i < times; i++) {
            endpoint.failed(took);
        }
    }

    private Duration untilOneIsLetIn() {
        var waited = 0;
        while (!endpoint.admit(FRESH)) {
            clock.addAndGet(Duration.ofMillis(1).toNanos());
            waited++;
        }
        return Duration.ofMillis(waited);
    }

    private int offer(int calls) {
        return offer(calls, FRESH);
    }

    /** @return how many were let in */
    private int offer(int calls, Duration due) {
        var in = 0;
        while (in < calls && endpoint.admit(due)) {
            in++;
            endpoint.run(() -> Uni.createFrom().<String>emitter(underWay::add), "otherwise")
                    .onTermination()
                    .invoke(endpoint::leave)
                    .subscribe()
                    .with(ended::add);
        }
        return in;
    }
}
