package io.parley.messaging.channel;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** Finds messages that people sent, for channels that say something about them to their network. */
public interface InboundLookup {

    /**
     * @param senderId our identity that was addressed
     * @param publicId what customers call the message; the network's id where the channel tells it to them
     */
    record Found(UUID senderId, String publicId) {}

    /**
     * The message of this account; empty if it has none of that id, whoever else may.
     *
     * @param provider space of the network's ids
     * @param id the network's, or ours
     */
    Uni<Optional<Found>> find(UUID accountId, String provider, String id);
}
