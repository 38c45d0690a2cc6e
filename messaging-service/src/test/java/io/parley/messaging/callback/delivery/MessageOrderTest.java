package io.parley.messaging.callback.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageOrderTest {
    private static final UUID MESSAGE = new UUID(1, 1);

    private final MessageOrder order = new MessageOrder();
    private final List<String> started = new ArrayList<>();
    private final List<UniEmitter<? super String>> inFlight = new ArrayList<>();

    @Test
    void callbacksOfAMessageRunSequentially() {
        offer(MESSAGE, "accepted");
        offer(MESSAGE, "dispatched");
        offer(MESSAGE, "delivered");
        assertEquals(List.of("accepted"), started);

        inFlight.get(0).complete("");
        assertEquals(List.of("accepted", "dispatched"), started);

        inFlight.get(1).fail(new IllegalStateException());
        assertEquals(List.of("accepted", "dispatched", "delivered"), started);
    }

    @Test
    void callbacksOfDifferentMessagesRunConcurrently() {
        offer(MESSAGE, "one");
        offer(new UUID(1, 2), "other");
        offer(null, "about no message");
        offer(null, "about no message either");

        assertEquals(4, started.size());
    }

    @Test
    void queueOfAMessageIsRemovedAfterItsLastCallback() {
        offer(MESSAGE, "first");
        inFlight.getFirst().complete("");

        offer(MESSAGE, "later");

        assertTrue(started.contains("later"));
    }

    private void offer(UUID messageId, String call) {
        order.run(messageId, () -> Uni.createFrom().<String>emitter(emitter -> {
                    started.add(call);
                    inFlight.add(emitter);
                }))
                .subscribe()
                .with(done -> {}, failure -> {});
    }
}
