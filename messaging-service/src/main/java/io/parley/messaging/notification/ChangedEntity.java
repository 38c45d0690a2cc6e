package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts.Entity;
import java.util.UUID;

/**
 * The entity that changed.
 *
 * @param accountId its owner
 */
public record ChangedEntity(UUID accountId, Entity entity) {

    /** Stable name, including the account: values of a number do not apply to its next owner. */
    String name() {
        var id = entity.phoneNumber() == null ? entity.waba().toString() : entity.phoneNumber();
        return accountId + ":" + entity.type() + ":" + id;
    }
}
