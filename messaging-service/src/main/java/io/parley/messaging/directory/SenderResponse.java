package io.parley.messaging.directory;

import io.parley.model.Scope;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sender in responses of the operator API; absent members are null. */
record SenderResponse(
        UUID id,
        UUID accountId,
        String channel,
        String identity,
        @Nullable String name,
        String providerId,
        @Nullable UUID whatsAppAccountId,
        Set<Scope> scopes,
        Map<String, String> attributes,
        boolean active) {

    static SenderResponse of(SenderRow row) {
        return new SenderResponse(
                row.id,
                row.accountId,
                row.channel,
                row.identity,
                row.name,
                row.providerId,
                row.whatsAppAccountId,
                row.scopes(),
                row.attributes(),
                row.active);
    }
}
