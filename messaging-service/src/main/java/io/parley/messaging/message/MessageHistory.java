package io.parley.messaging.message;

import io.parley.messaging.channel.MessageState;
import io.parley.messaging.message.MessageDeliveryEvents.MessageDeliveryEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A message's life as we tell it. Providers stamp whole seconds by clocks of their own; so within one second the lattice
 * decides the order, nothing is told to have happened before the message was accepted, and times never run backwards.
 */
final class MessageHistory {

    private static final Comparator<MessageEvent> OLDEST_FIRST = Comparator.comparing(
                    (MessageEvent event) -> event.at().truncatedTo(ChronoUnit.SECONDS))
            .thenComparing(MessageEvent::state);

    private final UUID messageId;
    private final String channel;
    private final List<MessageEvent> events;

    private MessageHistory(UUID messageId, String channel, List<MessageEvent> events) {
        this.messageId = messageId;
        this.channel = channel;
        this.events = events;
    }

    static MessageHistory of(MessageFacts facts, List<MessageEvent> later) {
        var accepted = MessageEvent.of(facts.id(), MessageState.ACCEPTED, facts.acceptedAt(), null);
        var ordered = new ArrayList<MessageEvent>();
        ordered.add(accepted);
        later.stream()
                .map(event -> notBefore(facts.acceptedAt(), event))
                .sorted(OLDEST_FIRST)
                .forEach(event -> ordered.add(notBefore(ordered.getLast().at(), event)));
        return new MessageHistory(facts.id(), facts.channel(), List.copyOf(ordered));
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
                messageId, events.stream().map(this::told).toList());
    }

    private MessageDeliveryEvent told(MessageEvent event) {
        return new MessageDeliveryEvent(event.at(), event.state().event(), channel, event.error());
    }

    private static MessageEvent notBefore(Instant earliest, MessageEvent event) {
        return event.at().isBefore(earliest)
                ? new MessageEvent(
                        event.messageId(), event.state(), earliest, event.providerId(), event.error(), event.details())
                : event;
    }
}
