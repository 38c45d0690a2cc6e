package io.parley.messaging.message;

import io.parley.messaging.channel.MessageState;
import io.parley.messaging.message.MessageDeliveryEvents.MessageDeliveryEvent;
import io.parley.messaging.message.MessageDeliveryEvents.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A message's life as the API shows it. An event has the instant that was stored with it, the same that its callback
 * carries. Rows of releases before V9 hold the provider's own times, which may run backwards; those are raised to the
 * instant of the state below them.
 */
final class MessageHistory {

    private static final Comparator<MessageEvent> OLDEST_FIRST =
            Comparator.comparing(MessageEvent::at).thenComparing(MessageEvent::state);

    private final UUID messageId;
    private final String channel;
    private final List<MessageEvent> events;
    private final Waiting waiting;

    private MessageHistory(UUID messageId, String channel, List<MessageEvent> events, Waiting waiting) {
        this.messageId = messageId;
        this.channel = channel;
        this.events = events;
        this.waiting = waiting;
    }

    static MessageHistory of(MessageFacts facts, List<MessageEvent> later) {
        var accepted = MessageEvent.of(facts.id(), MessageState.ACCEPTED, facts.acceptedAt(), null);
        var ordered = new ArrayList<MessageEvent>();
        ordered.add(accepted);
        raised(accepted.at(), later).stream().sorted(OLDEST_FIRST).forEach(ordered::add);
        return new MessageHistory(facts.id(), facts.channel(), List.copyOf(ordered), null);
    }

    /** The same of a message that was not handed over yet. */
    MessageHistory waiting(Waiting why) {
        return new MessageHistory(messageId, channel, events, why);
    }

    /** That nothing is known of it may be said at any time and raises no other state. */
    private static List<MessageEvent> raised(Instant accepted, List<MessageEvent> events) {
        var raised = new ArrayList<MessageEvent>(events.size());
        var earliest = accepted;
        for (var event : events.stream()
                .sorted(Comparator.comparing(MessageEvent::state))
                .toList()) {
            raised.add(event.notBefore(earliest));
            earliest = event.state() == MessageState.UNKNOWN
                    ? earliest
                    : raised.getLast().at();
        }
        return raised;
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
                messageId, events.stream().map(this::reported).toList(), waiting);
    }

    private MessageDeliveryEvent reported(MessageEvent event) {
        return new MessageDeliveryEvent(event.at(), event.state().event(), channel, event.error(), event.providerAt());
    }
}
