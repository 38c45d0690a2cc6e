package io.parley.messaging.callback.operator;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Finds our ids of received messages, for operators who know only the id in a customer's callback. */
public interface InboundIds {

    /**
     * Our ids of the messages with this provider's id; empty if it is unknown or too old.
     *
     * @param providerId unique only within a network, so there may be several
     */
    Uni<List<UUID>> ofProviderId(String providerId);
}
