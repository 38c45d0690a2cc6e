package io.parley.messaging.inbound;

import io.parley.messaging.channel.InboundLookup;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds a received message by the provider's id, through the deduplication keys, or by our id. */
@Singleton
class FindInbound implements InboundLookup {

    private static final SqlStatement FIND = SqlStatement.text("""
                    select m.sender_id, m.public_id from inbound_message m
                    where m.account_id = :account and m.id = coalesce(
                      (select inbound_id from inbound_key where provider = :provider and provider_id = :provider_id),
                      :id::uuid)""")
            .parameters("account", "provider", "provider_id", "id")
            .load();

    private final Pool pool;

    FindInbound(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Found>> find(UUID accountId, String provider, String id) {
        return FIND.with("account", accountId)
                .with("provider", provider)
                .with("provider_id", id)
                .with("id", parseId(id))
                .execute(pool)
                .map(rows -> rows.first(row -> new Found(row.uuid("sender_id"), row.text("public_id"))));
    }

    private static @Nullable UUID parseId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
