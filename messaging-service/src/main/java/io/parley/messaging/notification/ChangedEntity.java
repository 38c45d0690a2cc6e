package io.parley.messaging.notification;

import io.parley.messaging.callback.BusinessFacts.Entity;
import java.util.Objects;
import java.util.UUID;

/**
 * The entity that changed.
 *
 * @param accountId its owner
 */
public record ChangedEntity(UUID accountId, Entity entity) {

    /** Stable name, including the account: values of a number do not apply to its next owner. */
    String name() {
        var number = entity.phoneNumber();
        var id = number == null
                ? Objects.requireNonNull(entity.waba(), "an account has an id").toString()
                : number;
        return accountId + ":" + entity.type() + ":" + id;
    }
}
