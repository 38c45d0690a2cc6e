package io.parley.messaging.directory;

import java.util.UUID;

/** A WhatsApp Business Account in responses of the operator API. */
record WhatsAppAccountResponse(UUID id, UUID accountId, String wabaId, String name, boolean active) {

    static WhatsAppAccountResponse of(WhatsAppAccountRow row) {
        return new WhatsAppAccountResponse(row.id, row.accountId, row.wabaId, row.name, row.active);
    }
}
