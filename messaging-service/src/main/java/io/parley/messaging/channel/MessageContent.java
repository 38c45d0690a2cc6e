package io.parley.messaging.channel;

import io.parley.messaging.model.MediaKind;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Content of a message. Each channel has one sealed family of records, read by the contract's member {@code
 * contentType} without a list of subtypes and converted to the provider's format by one switch without {@code default}.
 */
public interface MessageContent {

    /** Messages it refers to, by our id or the network's; our ids are resolved to the network's before the submit. */
    default Set<String> messages() {
        return Set.of();
    }

    /** Uploads it refers to, with the required kind of each; they are sent to the provider before the message. */
    default Map<UUID, MediaKind> media() {
        return Map.of();
    }

    /** Whether it is allowed in a bulk. */
    default boolean inBulks() {
        return !getClass().isAnnotationPresent(NotInBulks.class);
    }
}
