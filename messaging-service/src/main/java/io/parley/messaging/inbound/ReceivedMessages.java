package io.parley.messaging.inbound;

import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Reads received messages of all accounts for operators. */
@ApplicationScoped
public class ReceivedMessages {
    private static final SqlStatement FIND =
            SqlStatement.text("""
                    select id, account_id, sender_id, channel, person, public_id, content::text as content, at,
                      received_at, deleted_at
                    from inbound_message where id = :id""").parameters("id").load();

    private final Pool pool;

    ReceivedMessages(Pool pool) {
        this.pool = pool;
    }

    /** Empty if there is no such message, or its retention period has ended. */
    public Uni<Optional<ReceivedMessage>> find(UUID id) {
        return FIND.with("id", id).execute(pool).map(rows -> rows.first(ReceivedMessage::of));
    }
}
