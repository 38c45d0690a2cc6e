package io.parley.messaging.message;

import io.parley.messaging.callback.StatusFacts;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * The immutable properties of a message that its events and callbacks need.
 *
 * @param identity the sending identity
 * @param recipient the recipient's number or provider id
 * @param userContext the request's {@code context}; null if none
 * @param urlOverride the request's {@code overrides.notificationCallbackUrl}; null if none
 * @param traceparent W3C trace context of the API call; null if it was not traced
 */
public record MessageFacts(
        UUID id,
        UUID accountId,
        UUID senderId,
        String channel,
        String identity,
        String recipient,
        String userContext,
        String urlOverride,
        Instant acceptedAt,
        String traceparent) {

    /** Columns of table {@code message} (alias {@code m}) in the order in which {@link #from} reads them. */
    public static final String COLUMNS =
            "m.id, m.account_id, m.sender_id, m.channel, m.identity, m.recipient, m.user_context, m.url_override, "
                    + "m.accepted_at, m.traceparent";

    /** Reads {@link #COLUMNS}, which start at position {@code first} of the row. */
    public static MessageFacts from(Row row, int first) {
        return new MessageFacts(
                row.getUUID(first),
                row.getUUID(first + 1),
                row.getUUID(first + 2),
                row.getString(first + 3),
                row.getString(first + 4),
                row.getString(first + 5),
                row.getString(first + 6),
                row.getString(first + 7),
                row.getOffsetDateTime(first + 8).toInstant(),
                row.getString(first + 9));
    }

    StatusFacts status(MessageEvent event) {
        return new StatusFacts(
                id,
                accountId,
                senderId,
                channel,
                identity,
                recipient,
                userContext,
                urlOverride,
                event.state(),
                event.at(),
                event.error(),
                event.details(),
                traceparent);
    }
}
