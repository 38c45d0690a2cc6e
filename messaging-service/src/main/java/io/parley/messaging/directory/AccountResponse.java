package io.parley.messaging.directory;

import java.time.Instant;
import java.util.UUID;

/** An account in responses of the operator API. */
record AccountResponse(UUID id, String name, boolean active, Instant createdAt) {

    static AccountResponse of(AccountRow account) {
        return new AccountResponse(account.id, account.name, account.active, account.createdAt);
    }
}
