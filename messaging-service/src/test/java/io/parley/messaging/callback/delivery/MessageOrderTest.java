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
    private final List<String> begun = new ArrayList<>();
    private final List<UniEmitter<? super String>> underWay = new ArrayList<>();

    @Test
    void callsOfOneMessageGoOneAfterTheOther() {
        offer(MESSAGE, "accepted");
        offer(MESSAGE, "dispatched");
        offer(MESSAGE, "delivered");
        assertEquals(List.of("accepted"), begun);

        underWay.get(0).complete("");
        assertEquals(List.of("accepted", "dispatched"), begun);

        underWay.get(1).fail(new IllegalStateException());
        assertEquals(List.of("accepted", "dispatched", "delivered"), begun);
    }

    @Test
    void callsOfDifferentMessagesDoNotWaitForEachOther() {
        offer(MESSAGE, "one");
        offer(new UUID(1, 2), "other");
        offer(null, "about no message");
        offer(null, "about no message either");

        assertEquals(4, begun.size());
    }

    @Test
    void forgetsAMessageWhoseCallsHaveEnded() {
        offer(MESSAGE, "first");
        underWay.getFirst().complete("");

        offer(MESSAGE, "later");

        assertTrue(begun.contains("later"));
    }

    private void offer(UUID messageId, String call) {
        order.run(messageId, () -> Uni.createFrom().<String>emitter(emitter -> {
                    begun.add(call);
                    underWay.add(emitter);
                }))
                .subscribe()
                .with(done -> {}, failure -> {});
    }
}
