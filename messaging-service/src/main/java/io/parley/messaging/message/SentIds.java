package io.parley.messaging.message;

import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds sent messages by the ids that networks gave them in the last 400 days, for operators. */
@ApplicationScoped
public class SentIds {
    private static final SqlStatement FIND =
            SqlStatement.text("""
                    select distinct r.message_id from (
                      select message_id from provider_refs(null, :provider_id::text, 400) limit 20) r""").parameters("provider_id").load();

    private final Pool pool;

    SentIds(Pool pool) {
        this.pool = pool;
    }

    /** An id is unique in its network only, so there may be several. */
    public Uni<List<UUID>> ofProviderId(String providerId) {
        return FIND.with("provider_id", providerId).execute(pool).map(rows -> rows.list(row -> row.uuid("message_id")));
    }
}
