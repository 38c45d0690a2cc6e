package io.parley.messaging.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private final Endpoint endpoint = new Endpoint(4);
    private final Queue<UniEmitter<? super String>> underWay = new ArrayDeque<>();

    @Test
    void bearsOnlySoManyCallsAtATime() {
        hand(10);
        assertEquals(4, underWay.size());

        underWay.remove().complete("");

        assertEquals(4, underWay.size());
    }

    @Test
    void aDeadAddressIsLeftWithOneCall() {
        hand(10);

        for (var i = 0; i < 5; i++) {
            endpoint.failed(Duration.ofSeconds(10).toNanos());
            underWay.remove().complete("");
        }

        assertEquals(1, underWay.size());
    }

    @Test
    void recoversWithSuccess() {
        endpoint.failed(1);
        endpoint.failed(1);
        assertTrue(endpoint.succeeded(1));
        assertFalse(endpoint.succeeded(1));
        endpoint.succeeded(1);

        hand(10);

        assertEquals(4, underWay.size());
    }

    @Test
    void saysOnceThatATimeOfFailuresBegan() {
        assertTrue(endpoint.failed(1));
        assertFalse(endpoint.failed(1));
    }

    @Test
    void tellsToComeBackLaterAndLaterWhenTooManyWait() {
        endpoint.failed(Duration.ofSeconds(10).toNanos());
        endpoint.failed(Duration.ofSeconds(10).toNanos());
        hand(9);

        var first = endpoint.full().orElseThrow();
        var second = endpoint.full().orElseThrow();

        assertTrue(first.compareTo(Duration.ofSeconds(1)) > 0, "come back after " + first);
        assertTrue(second.compareTo(first) > 0, "come back after " + first + " and " + second);
        assertTrue(second.compareTo(Duration.ofSeconds(60)) <= 0, "come back after " + second);
    }

    @Test
    void isNotFullWhileItKeepsUp() {
        hand(4);

        assertTrue(endpoint.full().isEmpty());
    }

    @Test
    void isIdleOnlyWhenNothingIsUnderWayAndNothingIsWrong() {
        hand(1);
        assertFalse(endpoint.idle());
        underWay.remove().complete("");
        assertTrue(endpoint.idle());
        endpoint.failed(1);
        assertFalse(endpoint.idle());
    }

    private void hand(int calls) {
        for (var i = 0; i < calls; i++) {
            endpoint.run(() -> Uni.createFrom().<String>emitter(underWay::add))
                    .subscribe()
                    .with(done -> {}, failure -> {});
        }
    }
}
