package io.parley.messaging.inbound;

import io.parley.runtime.sql.SqlFragment;

/** What other packages may read of received messages. */
public final class ReceivedIds {

    /** Our ids of received messages with those that customers and providers know, as {@code i}. */
    public static final SqlFragment IDS =
            SqlFragment.of("inbound_ids", "(select id, account_id, public_id from inbound_message) i");

    private ReceivedIds() {}
}
