package io.parley.messaging.message;

import io.parley.messaging.model.MessageReference;
import io.parley.runtime.sql.SqlFragment;
import io.parley.runtime.sql.SqlRow;

/** What other packages may read of the tables {@code message} and {@code message_event}. */
public final class MessageColumns {

    /** All messages, as {@code m}. */
    public static final SqlFragment MESSAGES = SqlFragment.of("messages", """
            (select id, account_id, sender_id, channel, identity, recipient, user_context, url_override, accepted_at,
               traceparent, content, options
             from message) m""");

    /** All events of messages after they were accepted, as {@code e}. */
    public static final SqlFragment EVENTS = SqlFragment.of(
            "message_events", "(select message_id, state, at, error_code, error_text from message_event) e");

    /** Columns of a message, as {@code m}, that a {@link MessageReference} consists of. */
    public static final SqlFragment REFERENCE = SqlFragment.of(
            "message_columns",
            "m.id, m.account_id, m.sender_id, m.channel, m.identity, m.recipient, m.user_context, m.url_override,"
                    + " m.accepted_at, m.traceparent");

    /** Columns of a message, as {@code m}, with what is submitted: {@code content} and {@code options} as JSON. */
    public static final SqlFragment CONTENT =
            SqlFragment.of("content_columns", "m.content::text as content, m.options::text as options");

    private MessageColumns() {}

    /** Reads {@link #REFERENCE}. */
    public static MessageReference reference(SqlRow row) {
        return new MessageReference(
                row.uuid("id"),
                row.uuid("account_id"),
                row.uuid("sender_id"),
                row.text("channel"),
                row.text("identity"),
                row.text("recipient"),
                row.textOrNull("user_context"),
                row.textOrNull("url_override"),
                row.instant("accepted_at"),
                row.textOrNull("traceparent"));
    }
}
