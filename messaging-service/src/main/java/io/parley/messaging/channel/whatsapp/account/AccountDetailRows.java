package io.parley.messaging.channel.whatsapp.account;

import io.parley.runtime.entities.Sessions;
import io.parley.runtime.entities.Upserts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The stored details of WhatsApp accounts. */
@ApplicationScoped
class AccountDetailRows implements Upserts<AccountDetailRow, UUID> {

    /** By id; those that are not known are missing. */
    Uni<Map<UUID, AccountDetailRow>> findAll(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : Sessions.read(() -> find("id in ?1", ids).list())
                        .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.id, Function.identity())));
    }
}
