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

/** Finds the sent messages that people reply or react to, for a batch in one statement. */
@Singleton
class InboundReferenceResolver {

    /** Limited to messages of the same account that are not older than 60 days. */
    private static final String FIND = """
            select u.provider, u.provider_id, r.message_id
              from (select distinct * from unnest($1::text[], $2::text[], $3::uuid[]) as u (provider, provider_id, account_id)) u
              join provider_ref r on r.provider_id = u.provider_id and r.provider = u.provider
               and r.message_id >= uuid_at(now() - interval '60 days')
              join message m on m.id = r.message_id and m.account_id = u.account_id""";

    private final Pool pool;

    InboundReferenceResolver(Pool pool) {
        this.pool = pool;
    }

    /** Our message ids by the providers' ids. */
    record Ids(Map<String, UUID> byProviderId) {

        /** Our id if we sent the message, else the provider's; null for null. */
        String of(Received received, String providerId) {
            var messageId = byProviderId.get(key(received.provider(), providerId));
            return messageId == null ? providerId : messageId.toString();
        }

        private static String key(String provider, String providerId) {
            return provider + ' ' + providerId;
        }
    }

    private record Reference(String provider, String id, UUID account) {}

    Uni<Ids> ids(List<PendingInbound> messages) {
        var references = messages.stream()
                .flatMap(message -> message.received()
                        .messages()
                        .map(id -> new Reference(
                                message.received().provider(),
                                id,
                                message.sender().accountId())))
                .toList();
        if (references.isEmpty()) {
            return Uni.createFrom().item(new Ids(Map.of()));
        }
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(
                        references.stream().map(Reference::provider).toArray(String[]::new),
                        references.stream().map(Reference::id).toArray(String[]::new),
                        references.stream().map(Reference::account).toArray(UUID[]::new)))
                .map(InboundReferenceResolver::ids);
    }

    private static Ids ids(RowSet<Row> rows) {
        Map<String, UUID> found = HashMap.newHashMap(rows.rowCount());
        rows.forEach(row -> found.put(Ids.key(row.getString(0), row.getString(1)), row.getUUID(2)));
        return new Ids(found);
    }
}
