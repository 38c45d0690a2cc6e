package io.parley.messaging.message;

import io.parley.messaging.model.MessageReference;
import io.vertx.mutiny.sqlclient.Row;

/** The columns of table {@code message} (alias {@code m}) that a {@link MessageReference} consists of. */
public final class MessageColumns {

    /** In the order in which {@link #reference} reads them. */
    public static final String COLUMNS =
            "m.id, m.account_id, m.sender_id, m.channel, m.identity, m.recipient, m.user_context, m.url_override, "
                    + "m.accepted_at, m.traceparent";

    private MessageColumns() {}

    /** Reads {@link #COLUMNS}, which start at position {@code first} of the row. */
    public static MessageReference reference(Row row, int first) {
        return new MessageReference(
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
}
