package io.parley.messaging.message;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.model.MessageEvent;
import io.parley.messaging.model.MessageReference;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.StatusFacts;
import java.util.stream.Stream;

/**
 * A status and the message it belongs to.
 *
 * @param parts number of segments of the message; more than one only for a long SMS, and then the status is of one
 *     segment unless it covers all
 */
record StatusUpdate(Status status, MessageReference message, int parts) {

    boolean isSegment() {
        return parts > 1 && status.parts() < parts;
    }

    /** Whether the provider has, or had, the message. */
    boolean provesAcceptance() {
        return status.state().compareTo(MessageState.DISPATCHED) >= 0;
    }

    /** The state of the whole message that it proves; one segment of a long text proves only submission. */
    MessageState provenState() {
        return isSegment() && !isFailure() ? MessageState.DISPATCHED : status.state();
    }

    boolean isFailure() {
        return status.state() == MessageState.CHANNEL_FAILED || status.state() == MessageState.FAILED;
    }

    /**
     * All events that the status implies: a message with a status was submitted, seen implies delivered, and a failure
     * on the only channel is final.
     */
    Stream<StatusFacts> facts() {
        return switch (status.state()) {
            case UNKNOWN, DELETED -> Stream.of(fact(status.state()));
            case ACCEPTED -> Stream.empty();
            case DISPATCHED -> Stream.of(fact(MessageState.DISPATCHED));
            case CHANNEL_FAILED, FAILED ->
                Stream.of(fact(MessageState.DISPATCHED), fact(MessageState.CHANNEL_FAILED), fact(MessageState.FAILED));
            case DELIVERED -> Stream.of(fact(MessageState.DISPATCHED), fact(MessageState.DELIVERED));
            case SEEN ->
                Stream.of(fact(MessageState.DISPATCHED), fact(MessageState.DELIVERED), fact(MessageState.SEEN));
        };
    }

    /** The events of the whole message that the status of one segment implies. */
    Stream<StatusFacts> factsOfSegment() {
        return isFailure() || status.state() == MessageState.DISPATCHED
                ? facts()
                : Stream.of(fact(MessageState.DISPATCHED));
    }

    private StatusFacts fact(MessageState state) {
        var own = state == status.state() || (isFailure() && state == MessageState.CHANNEL_FAILED);
        return new StatusFacts(
                message,
                new MessageEvent(
                        message.id(),
                        state,
                        status.at(),
                        status.providerMessageId(),
                        own || (isFailure() && state == MessageState.FAILED) ? status.error() : null,
                        own ? status.details() : null,
                        own ? status.at() : null));
    }
}
