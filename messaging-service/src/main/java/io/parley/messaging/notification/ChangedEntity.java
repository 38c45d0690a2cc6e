package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts.Entity;
import java.util.UUID;

/**
 * Who or what of ours changed.
 *
 * @param accountId whose it is
 */
public record ChangedEntity(UUID accountId, Entity entity) {

    /** A name that stays; what one customer's number was is no news for the next who has it. */
    String name() {
        var id = entity.phoneNumber() == null ? entity.waba().toString() : entity.phoneNumber();
        return accountId + ":" + entity.type() + ":" + id;
    }
}
