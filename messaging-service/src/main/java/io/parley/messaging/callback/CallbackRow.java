package io.parley.messaging.callback;

import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.ids.Ids;
import java.util.UUID;

/**
 * A call that is due to a customer, committed together with the fact it tells of. The body is frozen, so every try
 * carries the same bytes; the URL is looked up at each attempt unless the message named its own.
 *
 * @param id also the Standard-Webhooks id of the call
 * @param messageId ours; null for business notifications
 * @param kind decides URL and retry schedule
 * @param event the contract's event name, for logs
 * @param urlOverride the message's {@code overrides.notificationCallbackUrl}, else null
 * @param body JSON as it will be sent
 * @param traceparent trace to link to; null if none
 */
public record CallbackRow(
        UUID id,
        UUID accountId,
        UUID senderId,
        UUID messageId,
        CallbackKind kind,
        String channel,
        String event,
        String urlOverride,
        String body,
        String traceparent) {

    /** Whom and what a call is about: the members of the row that every fact has. */
    record Subject(UUID accountId, UUID senderId, UUID messageId, String channel, String traceparent) {

        /** A message that a person sent to one of our identities. */
        static Subject of(Sender sender, UUID messageId, String traceparent) {
            return new Subject(
                    sender.accountId(), sender.id(), messageId, sender.channel().value(), traceparent);
        }
    }

    static CallbackRow of(Subject subject, CallbackKind kind, String event, String urlOverride, String body) {
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
