package io.parley.messaging.inbound;

import io.parley.messaging.channel.ChannelEvent.Received;
import io.parley.messaging.message.ProviderRefs;
import io.parley.runtime.sql.Batch;
import io.parley.runtime.sql.SqlRows;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds the sent messages that people reply or react to, for a batch in one statement. */
@Singleton
class InboundReferenceResolver {

    private static final Batch<Reference> REFERENCES = Batch.<Reference>named("answered")
            .text("provider", Reference::provider)
            .text("provider_id", Reference::id)
            .uuid("account_id", Reference::account);

    /** Limited to messages of the same account. */
    private static final SqlStatement FIND = SqlStatement.text("""
                    select u.provider, u.provider_id, p.message_id
                    from (select distinct provider, provider_id, account_id from :answered) u
                    join :messages_of_provider_id on p.account_id = u.account_id""")
            .batches(REFERENCES)
            .fragments(ProviderRefs.RECENT)
            .load();

    private final Pool pool;

    InboundReferenceResolver(Pool pool) {
        this.pool = pool;
    }

    /** Our message ids by the providers' ids. */
    record Ids(Map<String, UUID> byProviderId) {

        /** Our id if we sent the message, else the provider's. */
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
        return FIND.with(REFERENCES, references).execute(pool).map(InboundReferenceResolver::ids);
    }

    private static Ids ids(SqlRows rows) {
        Map<String, UUID> found = HashMap.newHashMap(rows.size());
        rows.forEach(row -> found.put(Ids.key(row.text("provider"), row.text("provider_id")), row.uuid("message_id")));
        return new Ids(found);
    }
}
