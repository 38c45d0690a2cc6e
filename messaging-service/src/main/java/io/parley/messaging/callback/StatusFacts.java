package io.parley.messaging.callback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import java.time.Instant;
import java.util.UUID;

/**
 * Data of a message status callback.
 *
 * @param identity our sender (the contract's {@code to} of a status event)
 * @param recipient the person (the contract's {@code from} of a status event)
 * @param userContext the request's {@code context}; null if none
 * @param urlOverride the request's {@code overrides.notificationCallbackUrl}; null if none
 * @param error null unless the message failed
 * @param details members of the channel's object; null if none
 */
public record StatusFacts(
        UUID messageId,
        UUID accountId,
        UUID senderId,
        String channel,
        String identity,
        String recipient,
        String userContext,
        String urlOverride,
        MessageState state,
        Instant at,
        ProviderError error,
        ObjectNode details,
        String traceparent) {

    CallbackRow.Subject subject() {
        return new CallbackRow.Subject(accountId, senderId, messageId, channel, traceparent);
    }
}
