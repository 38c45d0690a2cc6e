package io.parley.messaging.channel;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** Finds inbound messages, for channels that report on them to their network, for example read marks. */
public interface InboundLookup {

    /**
     * @param senderId our identity that was addressed
     * @param publicId the id that customers use; the network's id if the channel exposes it
     */
    record Found(UUID senderId, String publicId) {}

    /**
     * Finds a message of this account; empty if the account has none with that id.
     *
     * @param provider namespace of the network's ids
     * @param id the network's, or ours
     */
    Uni<Optional<Found>> find(UUID accountId, String provider, String id);
}
