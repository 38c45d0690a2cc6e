package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent.Received;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds which of our messages people answer or react to, for a batch in one statement. */
@Singleton
class InboundReferenceResolver {

    /** Only what the same account sent is told, and nothing older than 60 days is searched. */
    private static final String OURS = """
            select u.provider, u.provider_id, r.message_id
              from (select distinct * from unnest($1::text[], $2::text[], $3::uuid[]) as u (provider, provider_id, account_id)) u
              join provider_ref r on r.provider_id = u.provider_id and r.provider = u.provider
               and r.message_id >= uuid_at(now() - interval '60 days')
              join message m on m.id = r.message_id and m.account_id = u.account_id""";

    private final Pool pool;

    InboundReferenceResolver(Pool pool) {
        this.pool = pool;
    }

    /** Our ids by the networks'. */
    record Ids(Map<String, UUID> byNetwork) {

        /** Ours if we sent it, else the network's; null stays null. */
        String of(Received received, String networkId) {
            var ours = byNetwork.get(key(received.provider(), networkId));
            return ours == null ? networkId : ours.toString();
        }

        private static String key(String provider, String networkId) {
            return provider + ' ' + networkId;
        }
    }

    private record Asked(String provider, String id, UUID account) {}

    Uni<Ids> ids(List<PendingInbound> arrivals) {
        var asked = arrivals.stream()
                .flatMap(arrival -> arrival.received()
                        .messages()
                        .map(id -> new Asked(
                                arrival.received().provider(),
                                id,
                                arrival.sender().accountId())))
                .toList();
        if (asked.isEmpty()) {
            return Uni.createFrom().item(new Ids(Map.of()));
        }
        return pool.preparedQuery(OURS)
                .execute(Tuple.of(
                        asked.stream().map(Asked::provider).toArray(String[]::new),
                        asked.stream().map(Asked::id).toArray(String[]::new),
                        asked.stream().map(Asked::account).toArray(UUID[]::new)))
                .map(InboundReferenceResolver::ids);
    }

    private static Ids ids(RowSet<Row> rows) {
        Map<String, UUID> found = HashMap.newHashMap(rows.rowCount());
        rows.forEach(row -> found.put(Ids.key(row.getString(0), row.getString(1)), row.getUUID(2)));
        return new Ids(found);
    }
}
