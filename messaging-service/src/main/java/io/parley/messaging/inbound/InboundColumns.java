package io.parley.messaging.inbound;

import io.parley.runtime.sql.SqlFragment;

/** What other packages may read of table {@code inbound_message}. */
public final class InboundColumns {

    /** All received messages, as {@code i}. */
    public static final SqlFragment MESSAGES = SqlFragment.of("inbound_messages", """
            (select id, account_id, sender_id, channel, person, public_id, content, at, deleted_at
             from inbound_message) i""");

    private InboundColumns() {}
}
