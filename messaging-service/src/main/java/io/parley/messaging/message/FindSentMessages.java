package io.parley.messaging.message;

import io.parley.messaging.channel.SentMessages;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finds sent messages by their provider ids; 60 days back, as {@link StatusRepository} does. */
@ApplicationScoped
class FindSentMessages implements SentMessages {
    private static final SqlStatement EXISTS =
            SqlStatement.text("""
                    select exists (
                      select 1 from unnest(:ids::text[]) as i (id)
                      cross join lateral provider_refs(:provider::text, i.id)) as known""").parameters("provider", "ids").load();

    private final Pool pool;

    FindSentMessages(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> knows(String provider, List<String> providerMessageIds) {
        return EXISTS.with("provider", provider)
                .withTexts("ids", providerMessageIds)
                .execute(pool)
                .map(rows -> rows.first().bool("known"));
    }
}
