package io.parley.messaging.channel;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a message says. Each channel has one sealed family of records, read from the contract's member {@code
 * contentType} without a list of subtypes and turned into the provider's form by one switch without {@code default}.
 */
public interface MessageContent {

    /** Other messages this one points to, by our id or the network's; ours are turned into those before it is submitted. */
    default Set<String> messages() {
        return Set.of();
    }

    /** Uploads this one carries and what each must be; the provider gets them before the message. */
    default Map<UUID, MediaKind> media() {
        return Map.of();
    }

    /** Whether it may be one of several in a bulk. */
    default boolean inBulks() {
        return !getClass().isAnnotationPresent(NotInBulks.class);
    }
}
