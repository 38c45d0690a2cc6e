package io.parley.messaging.inbound;

import io.parley.messaging.channel.InboundLookup;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Finds a received message by the provider's id, through the deduplication keys, or by our id. */
@Singleton
class FindInbound implements InboundLookup {

    private static final String FIND = """
            select m.sender_id, m.public_id from inbound_message m
             where m.account_id = $1
               and m.id = coalesce(
                   (select inbound_id from inbound_key where provider = $2 and provider_id = $3), $4::uuid)""";

    private final Pool pool;

    FindInbound(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Found>> find(UUID accountId, String provider, String id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(accountId, provider, id, parseId(id)))
                .map(FindInbound::first);
    }

    private static Optional<Found> first(RowSet<Row> rows) {
        return rows.stream().findFirst().map(row -> new Found(row.getUUID(0), row.getString(1)));
    }

    private static UUID parseId(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
