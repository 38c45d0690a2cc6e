package io.parley.messaging.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.model.MessageState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MessageHistoryTest {

    private static final Instant ACCEPTED = Instant.parse("2026-03-01T12:00:00.700Z");
    private static final MessageReference MESSAGE = SampleReference.acceptedAt(ACCEPTED);

    @Property
    void stateIsIndependentOfOrderAndRepetition(@ForAll("states") List<MessageState> states, @ForAll long seed) {
        var shuffled = new ArrayList<>(states);
        shuffled.addAll(states);
        Collections.shuffle(shuffled, new Random(seed));

        assertEquals(joined(states), joined(shuffled));
        assertEquals(
                history(Set.copyOf(states)).state(),
                history(Set.copyOf(shuffled)).state());
    }

    @Property
    void joinIsAssociativeCommutativeAndIdempotent(
            @ForAll MessageState a, @ForAll MessageState b, @ForAll MessageState c) {
        assertEquals(a.join(b).join(c), a.join(b.join(c)));
        assertEquals(a.join(b), b.join(a));
        assertEquals(a, a.join(a));
    }

    @Property
    void stateNeverDecreases(@ForAll("states") List<MessageState> states) {
        var state = MessageState.ACCEPTED;
        for (var next : states) {
            var after = state.join(next);
            assertTrue(after.compareTo(state) >= 0);
            state = after;
        }
    }

    @Example
    void failureWinsOnlyOverStatesBelowDelivered() {
        assertEquals(MessageState.FAILED, MessageState.DISPATCHED.join(MessageState.FAILED));
        assertEquals(MessageState.DELIVERED, MessageState.FAILED.join(MessageState.DELIVERED));
        assertEquals(MessageState.DELETED, MessageState.SEEN.join(MessageState.DELETED));
    }

    @Example
    void timestampsOfOlderReleasesAreRaisedToTheStateBelow() {
        var dispatched = event(MessageState.DISPATCHED, Instant.parse("2026-03-01T12:00:00.900Z"));
        var delivered = event(MessageState.DELIVERED, Instant.parse("2026-03-01T12:00:00Z"));
        var seen = event(MessageState.SEEN, Instant.parse("2026-03-01T12:00:05Z"));

        var events = MessageHistory.of(MESSAGE, List.of(seen, delivered, dispatched))
                .events()
                .events();

        assertEquals(
                List.of(
                        "MessageStatus::accepted",
                        "MessageStatus::dispatched",
                        "MessageStatus::delivered",
                        "MessageStatus::seen"),
                events.stream().map(event -> event.event()).toList());
        for (var i = 1; i < events.size(); i++) {
            assertTrue(!events.get(i).timestamp().isBefore(events.get(i - 1).timestamp()));
        }
    }

    @Provide
    Arbitrary<List<MessageState>> states() {
        return Arbitraries.of(MessageState.class).list().ofMaxSize(12);
    }

    private static MessageState joined(List<MessageState> states) {
        return states.stream().reduce(MessageState.ACCEPTED, MessageState::join);
    }

    private static MessageHistory history(Set<MessageState> states) {
        return MessageHistory.of(
                MESSAGE, states.stream().map(state -> event(state, ACCEPTED)).toList());
    }

    private static MessageEvent event(MessageState state, Instant at) {
        return MessageEvent.of(MESSAGE.id(), state, at, null);
    }
}
