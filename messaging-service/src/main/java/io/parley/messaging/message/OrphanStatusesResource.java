package io.parley.messaging.message;

import io.parley.messaging.model.MessageState;
import io.parley.messaging.model.ProviderError;
import io.parley.runtime.paging.Page;
import io.parley.runtime.paging.Paged;
import io.parley.runtime.sql.SqlRow;
import io.parley.runtime.sql.SqlStatement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operator API: statuses whose message is not known. They are matched by themselves as soon as it is, so there is nothing
 * to replay; those that stay are of messages that other systems sent, or whose response was lost.
 */
@Path("/operator/v1/orphan-statuses")
@Produces(MediaType.APPLICATION_JSON)
public class OrphanStatusesResource {
    private static final SqlStatement COUNT =
            SqlStatement.text("select count(*) as total from orphan_status").load();
    private static final SqlStatement LIST =
            SqlStatement.text("""
                    select provider, provider_id, state, at, error_code, error_text, identity, recipient, received_at
                    from orphan_status order by received_at desc, provider, provider_id, state
                    limit :limit offset :offset""").parameters("limit", "offset").load();

    private final Pool pool;

    OrphanStatusesResource(Pool pool) {
        this.pool = pool;
    }

    @GET
    public Uni<Paged<List<OrphanStatusResponse>>> list(@Context UriInfo uri) {
        var page = Page.of(uri);
        return COUNT.execute(pool).map(rows -> rows.first().bigint("total")).chain(total -> LIST.with(
                        "limit", page.size())
                .with("offset", page.offset())
                .execute(pool)
                .map(rows -> new Paged<>(rows.list(OrphanStatusResponse::of), page, total)));
    }

    /**
     * A status without a message.
     *
     * @param at by the provider's clock
     * @param error only with a failure
     * @param from our identity; null if the provider reports none
     * @param to the recipient; null if the provider reports none
     */
    record OrphanStatusResponse(
            String provider,
            String providerId,
            MessageState status,
            Instant at,
            @Nullable ProviderError error,
            @Nullable String from,
            @Nullable String to,
            Instant receivedAt) {

        static OrphanStatusResponse of(SqlRow row) {
            return new OrphanStatusResponse(
                    row.text("provider"),
                    row.text("provider_id"),
                    row.enumerated("state", MessageState.class),
                    row.instant("at"),
                    ProviderError.ofColumns(row.textOrNull("error_code"), row.textOrNull("error_text")),
                    row.textOrNull("identity"),
                    row.textOrNull("recipient"),
                    row.instant("received_at"));
        }
    }
}
