package io.parley.messaging.message;

import java.time.Duration;
import java.util.UUID;

/**
 * Passes accepted messages to dispatch. A message with a free slot is committed as claimed by this instance and passed
 * in memory, so that its job need not be claimed from the table; the others wait in the table.
 */
public interface Handover {

    /**
     * Values of the jobs that this instance creates.
     *
     * @param expiresAfter time to live: how long a message may wait to be sent
     * @param bulkTimeout how long the next message of a bulk waits for the delivery of the one before
     */
    record JobDefaults(String owner, Duration lease, Duration expiresAfter, Duration bulkTimeout) {}

    JobDefaults jobDefaults();

    /** Reserves a slot for this message until one of the next two calls; false if none is free. */
    boolean reserve(AcceptedMessage message);

    /** Sends a message that was committed as claimed, with fence 1 and attempt 1. */
    void dispatch(AcceptedMessage message);

    /** Releases the slot: nothing was committed, or the message waits for another in its lane. */
    void release(AcceptedMessage message);

    /** How long the circuit breaker of this sender stays open in this instance; zero if it is closed. */
    Duration pause(UUID sender);

    /** To be called after a message was committed as due. */
    void wake(String channel);
}
