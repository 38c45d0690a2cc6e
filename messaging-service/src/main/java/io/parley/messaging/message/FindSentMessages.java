package io.parley.messaging.message;

import io.parley.messaging.channel.SentMessages;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds sent messages by their provider ids; 60 days back, as {@link StatusRepository} does. */
@ApplicationScoped
class FindSentMessages implements SentMessages {
    private static final String EXISTS = """
            select exists (
              select 1 from provider_ref
              where provider = $1 and provider_id = any($2::text[])
                and message_id >= uuid_at(now() - interval '60 days'))""";

    private final Pool pool;

    FindSentMessages(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> knows(String provider, List<String> providerMessageIds) {
        return pool.preparedQuery(EXISTS)
                .execute(Tuple.of(provider, providerMessageIds.toArray(String[]::new)))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }
}
