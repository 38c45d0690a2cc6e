package io.parley.messaging.inbound;

import io.parley.messaging.callback.operator.InboundIds;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Finds received messages through the deduplication keys. */
@Singleton
class FindInboundIds implements InboundIds {

    private static final String FIND = "select inbound_id from inbound_key where provider_id = $1";

    private final Pool pool;

    FindInboundIds(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<UUID>> ofProviderId(String providerId) {
        return pool.preparedQuery(FIND)
                .mapping(row -> row.getUUID("inbound_id"))
                .execute(Tuple.of(providerId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }
}
