package io.parley.messaging.callback;

import io.parley.messaging.model.MessageReference;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.ids.Ids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A callback to be delivered, committed in the same transaction as its fact. The body is stored, so every attempt
 * sends the same bytes; the URL is resolved at each attempt unless the message set its own.
 *
 * @param id also the {@code webhook-id} (Standard Webhooks)
 * @param senderId the sender of the message; null for business notifications
 * @param messageId our message id; null for business notifications
 * @param kind determines URL and retry schedule
 * @param event the contract's event name, for logs
 * @param urlOverride the message's {@code overrides.notificationCallbackUrl}, else null
 * @param body JSON as sent
 * @param traceparent trace to link to; null if none
 */
public record CallbackRow(
        UUID id,
        UUID accountId,
        @Nullable UUID senderId,
        @Nullable UUID messageId,
        CallbackKind kind,
        String channel,
        String event,
        @Nullable String urlOverride,
        String body,
        @Nullable String traceparent) {

    /** The columns that all kinds of facts provide; null as in the row. */
    record Subject(
            UUID accountId,
            @Nullable UUID senderId,
            @Nullable UUID messageId,
            String channel,
            @Nullable String traceparent) {

        /** For a sent message. */
        static Subject of(MessageReference message) {
            return new Subject(
                    message.accountId(), message.senderId(), message.id(), message.channel(), message.traceparent());
        }

        /** For an inbound message. */
        static Subject of(Sender sender, UUID messageId, @Nullable String traceparent) {
            return new Subject(
                    sender.accountId(), sender.id(), messageId, sender.channel().value(), traceparent);
        }
    }

    static CallbackRow of(Subject subject, CallbackKind kind, String event, @Nullable String urlOverride, String body) {
        return new CallbackRow(
                Ids.next(),
                subject.accountId(),
                subject.senderId(),
                subject.messageId(),
                kind,
                subject.channel(),
                event,
                urlOverride,
                body,
                subject.traceparent());
    }
}
