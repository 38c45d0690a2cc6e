package io.parley.messaging.channel.whatsapp.account;

import io.parley.runtime.entities.SharedReads;
import io.parley.runtime.entities.Upserts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** The stored details of WhatsApp accounts. */
@ApplicationScoped
class AccountDetailRows implements Upserts<AccountDetailRow, UUID> {

    private final SharedReads<UUID, AccountDetailRow> reads =
            SharedReads.named("account-details", ids -> find("id in ?1", ids).list(), row -> row.id);

    /** By id; those that are not known are missing. */
    Uni<Map<UUID, AccountDetailRow>> findAll(Collection<UUID> ids) {
        return reads.read(ids);
    }
}
