package io.parley.messaging.callback.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RequestSlotsTest {
    private final RequestSlots slots = new RequestSlots(2);
    private final Queue<UniEmitter<? super String>> inFlight = new ArrayDeque<>();
    private final List<String> started = new ArrayList<>();
    private final List<String> results = new ArrayList<>();

    @Test
    void waitingRequestsStartInOrderAsSlotsBecomeFree() {
        run("a", "b", "c", "d");
        assertEquals(List.of("a", "b"), started);

        inFlight.remove().complete("made");
        assertEquals(List.of("a", "b", "c"), started);

        inFlight.remove().fail(new IllegalStateException("broken"));
        assertEquals(List.of("a", "b", "c", "d"), started);
    }

    @Test
    void fewerSlotsTakeEffectAsRequestsComplete() {
        run("a", "b", "c", "d");

        slots.resize(1);
        inFlight.remove().complete("made");
        assertEquals(2, started.size());

        inFlight.remove().complete("made");
        assertEquals(List.of("a", "b", "c"), started);
    }

    @Test
    void moreSlotsAreFilledWhenARequestCompletes() {
        run("a", "b", "c", "d", "e");

        slots.resize(4);
        inFlight.remove().complete("made");

        assertEquals(List.of("a", "b", "c", "d", "e"), started);
    }

    @Test
    void evictedRequestsAreNotMade() {
        run("a", "b", "c", "d", "e");

        slots.evictAbove(1);

        assertEquals(List.of("evicted", "evicted"), results);
        inFlight.remove().complete("made");
        assertEquals(List.of("a", "b", "e"), started);
    }

    private void run(String... names) {
        for (var name : names) {
            slots.run(() -> request(name), "evicted").subscribe().with(results::add, failure -> {});
        }
    }

    private Uni<String> request(String name) {
        started.add(name);
        return Uni.createFrom().emitter(emitter -> inFlight.add(emitter));
    }
}
