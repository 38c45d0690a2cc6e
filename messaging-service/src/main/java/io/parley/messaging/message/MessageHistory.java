package io.parley.messaging.message;

import io.parley.messaging.message.MessageDeliveryEvents.MessageDeliveryEvent;
import io.parley.messaging.message.MessageDeliveryEvents.Waiting;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.model.MessageState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events of a message as the API returns them. Each has its stored instant, which its callback carries too. Rows of
 * releases before V9 have the provider's times, which may decrease from state to state; those are raised to the instant
 * of the state below.
 */
final class MessageHistory {

    private static final Comparator<MessageEvent> OLDEST_FIRST =
            Comparator.comparing(MessageEvent::at).thenComparing(MessageEvent::state);

    private final UUID messageId;
    private final String channel;
    private final List<MessageEvent> events;
    private final @Nullable Waiting waiting;

    private MessageHistory(UUID messageId, String channel, List<MessageEvent> events, @Nullable Waiting waiting) {
        this.messageId = messageId;
        this.channel = channel;
        this.events = events;
        this.waiting = waiting;
    }

    static MessageHistory of(MessageReference reference, List<MessageEvent> stored) {
        var accepted = MessageEvent.of(reference.id(), MessageState.ACCEPTED, reference.acceptedAt(), null);
        var ordered = new ArrayList<MessageEvent>();
        ordered.add(accepted);
        monotonic(accepted.at(), stored).stream().sorted(OLDEST_FIRST).forEach(ordered::add);
        return new MessageHistory(reference.id(), reference.channel(), List.copyOf(ordered), null);
    }

    /** A copy for a message that was not submitted yet. */
    MessageHistory waiting(Waiting reason) {
        return new MessageHistory(messageId, channel, events, reason);
    }

    /** State {@code UNKNOWN} may be reported at any time and does not raise the states above. */
    private static List<MessageEvent> monotonic(Instant accepted, List<MessageEvent> events) {
        var monotonic = new ArrayList<MessageEvent>(events.size());
        var earliest = accepted;
        for (var event : events.stream()
                .sorted(Comparator.comparing(MessageEvent::state))
                .toList()) {
            monotonic.add(event.notBefore(earliest));
            earliest = event.state() == MessageState.UNKNOWN
                    ? earliest
                    : monotonic.getLast().at();
        }
        return monotonic;
    }

    /** All events, oldest first. */
    List<MessageEvent> all() {
        return events;
    }

    /** The join of all events. */
    MessageState state() {
        return events.stream().map(MessageEvent::state).reduce(MessageState.UNKNOWN, MessageState::join);
    }

    MessageStatus status() {
        var state = state();
        var entered = events.stream()
                .filter(event -> event.state() == state)
                .findFirst()
                .orElseThrow();
        return new MessageStatus(messageId, state, entered.at(), channel);
    }

    MessageDeliveryEvents events() {
        return new MessageDeliveryEvents(
                messageId, events.stream().map(this::deliveryEvent).toList(), waiting);
    }

    private MessageDeliveryEvent deliveryEvent(MessageEvent event) {
        return new MessageDeliveryEvent(event.at(), event.state().event(), channel, event.error(), event.providerAt());
    }
}
