package io.parley.messaging.message;

import io.parley.messaging.channel.ChannelEvent.Status;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.message.MessageEvents.Happening;
import java.util.stream.Stream;

/**
 * A status and the message it belongs to.
 *
 * @param parts how many parts the message was sent in; more than one only for a long SMS, and then the status speaks of
 *     one of them unless it says that it is about all
 */
record StatusUpdate(Status status, MessageFacts message, int parts) {

    boolean ofOnePart() {
        return parts > 1 && status.parts() < parts;
    }

    /** Whether the provider has, or had, the message. */
    boolean provesAcceptance() {
        return status.state().compareTo(MessageState.DISPATCHED) >= 0;
    }

    boolean isFailure() {
        return status.state() == MessageState.CHANNEL_FAILED || status.state() == MessageState.FAILED;
    }

    /**
     * All that follows from it: whatever a provider reports was handed over before, seen implies delivered, and a failure
     * on the only channel is the end.
     */
    Stream<Happening> happenings() {
        return switch (status.state()) {
            case UNKNOWN, DELETED -> Stream.of(as(status.state()));
            case ACCEPTED -> Stream.empty();
            case DISPATCHED -> Stream.of(as(MessageState.DISPATCHED));
            case CHANNEL_FAILED, FAILED ->
                Stream.of(as(MessageState.DISPATCHED), as(MessageState.CHANNEL_FAILED), as(MessageState.FAILED));
            case DELIVERED -> Stream.of(as(MessageState.DISPATCHED), as(MessageState.DELIVERED));
            case SEEN -> Stream.of(as(MessageState.DISPATCHED), as(MessageState.DELIVERED), as(MessageState.SEEN));
        };
    }

    /** What is known of the whole message from one of its parts alone. */
    Stream<Happening> happeningsOfPart() {
        return isFailure() || status.state() == MessageState.DISPATCHED
                ? happenings()
                : Stream.of(as(MessageState.DISPATCHED));
    }

    private Happening as(MessageState state) {
        var own = state == status.state() || (isFailure() && state == MessageState.CHANNEL_FAILED);
        return new Happening(
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
