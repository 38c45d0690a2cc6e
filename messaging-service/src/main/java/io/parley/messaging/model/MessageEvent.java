package io.parley.messaging.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of a message. A message has at most one event per state.
 *
 * @param at in milliseconds, never before the event of the state below; data, never used for ordering or leases
 * @param providerId the provider's message id; null if the event is our own
 * @param error only with a failure
 * @param details members for the status callback below the channel's name; null if none
 * @param providerAt when by the provider's clock; null if equal to {@code at} or not given
 */
public record MessageEvent(
        UUID messageId,
        MessageState state,
        Instant at,
        @Nullable String providerId,
        @Nullable ProviderError error,
        @Nullable ObjectNode details,
        @Nullable Instant providerAt) {

    public MessageEvent {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        providerAt = providerAt == null ? null : providerAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** An event without error and details. */
    public static MessageEvent of(UUID messageId, MessageState state, Instant at, @Nullable String providerId) {
        return new MessageEvent(messageId, state, at, providerId, null, null, null);
    }

    /** Whether the provider reported this state itself, not one that implies it. */
    public boolean isReportedByProvider() {
        return providerAt != null;
    }

    /** The same at another instant. */
    public MessageEvent withAt(Instant instant) {
        return new MessageEvent(messageId, state, instant, providerId, error, details, providerAt);
    }

    /** The same, but never before that instant. */
    public MessageEvent notBefore(Instant earliest) {
        return at.isBefore(earliest) ? withAt(earliest) : this;
    }

    public @Nullable String errorCode() {
        return error == null ? null : error.code();
    }

    /** Without NUL characters, which PostgreSQL rejects and a provider's text may contain. */
    public @Nullable String errorText() {
        return error == null ? null : error.message().replace('\0', ' ');
    }

    public @Nullable String detailsJson() {
        return details == null ? null : details.toString();
    }
}
