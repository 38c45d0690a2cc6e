package io.parley.messaging.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.StatusFacts;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Merging of a batch of statuses, independent of their order. */
class OfferedEventsTest {

    private static final Instant ACCEPTED = Instant.parse("2026-03-01T12:00:00.547Z");
    private static final MessageReference MESSAGE = SampleReference.acceptedAt(ACCEPTED);

    @Test
    void reportedStateWinsOverImpliedState() {
        var seen = status(MessageState.SEEN, 9);
        var delivered = status(MessageState.DELIVERED, 5);

        assertEquals(
                List.of("dispatched 5.000", "delivered 5.000", "seen 9.000"),
                merged(seen, delivered),
                "later state first");
        assertEquals(List.of("dispatched 5.000", "delivered 5.000", "seen 9.000"), merged(delivered, seen));
    }

    @Test
    void stateIsNeverBeforeTheAcceptanceOrTheStateBelow() {
        assertEquals(
                List.of("dispatched 3.000", "delivered 3.000", "seen 3.000"),
                merged(
                        status(MessageState.DISPATCHED, 3),
                        status(MessageState.DELIVERED, 2),
                        status(MessageState.SEEN, 1)));
        assertEquals(List.of("dispatched 0.547", "delivered 0.547"), merged(status(MessageState.DELIVERED, 0)));
    }

    @Test
    void earliestOfRepeatedStatusesWins() {
        assertEquals(
                List.of("dispatched 4.000", "delivered 4.000"),
                merged(status(MessageState.DELIVERED, 6), status(MessageState.DELIVERED, 4)));
    }

    private static List<String> merged(Status... statuses) {
        var offered = Stream.of(statuses)
                .flatMap(status -> new StatusUpdate(status, MESSAGE, 1).facts())
                .toList();
        return OfferedEvents.merged(offered).stream()
                .map(StatusFacts::event)
                .map(event -> event.state().value() + " "
                        + event.at()
                                .toString()
                                .replace("2026-03-01T12:00:0", "")
                                .replaceAll("Z$", ""))
                .map(text -> text.contains(".") ? text : text + ".000")
                .toList();
    }

    private static Status status(MessageState state, int second) {
        return new Status(
                "whatsapp", "wamid.1", null, state, Instant.parse("2026-03-01T12:00:0" + second + "Z"), null, null);
    }
}
