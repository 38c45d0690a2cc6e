package io.parley.messaging.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.channel.MessageState;
import io.parley.messaging.channel.ProviderError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One thing that happened to a message. A message has each state at most once.
 *
 * @param at when, in milliseconds and never before the event that it follows; data, never used for ordering or leases
 * @param providerId the provider's id under which it happened; null if it was our doing
 * @param error only with a failure
 * @param details members for the status callback below the channel's name; null if none
 * @param providerAt when by the provider's clock; null if that is {@code at} or it did not say
 */
public record MessageEvent(
        UUID messageId,
        MessageState state,
        Instant at,
        String providerId,
        ProviderError error,
        ObjectNode details,
        Instant providerAt) {

    public MessageEvent {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        providerAt = providerAt == null ? null : providerAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** An event without error and details. */
    public static MessageEvent of(UUID messageId, MessageState state, Instant at, String providerId) {
        return new MessageEvent(messageId, state, at, providerId, null, null, null);
    }

    /** Whether the provider itself reported this state, and not one that implies it. */
    boolean isTheProvidersOwn() {
        return providerAt != null;
    }

    /** The same at another instant. */
    MessageEvent withAt(Instant instant) {
        return new MessageEvent(messageId, state, instant, providerId, error, details, providerAt);
    }

    /** The same, but never before that instant. */
    MessageEvent notBefore(Instant earliest) {
        return at.isBefore(earliest) ? withAt(earliest) : this;
    }

    String errorCode() {
        return error == null ? null : error.code();
    }

    /** In a form the database takes: a provider's words may hold anything. */
    String errorText() {
        return error == null || error.message() == null ? null : error.message().replace('\0', ' ');
    }

    String detailsJson() {
        return details == null ? null : details.toString();
    }
}
