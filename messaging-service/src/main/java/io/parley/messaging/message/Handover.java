package io.parley.messaging.message;

import java.time.Duration;
import java.util.UUID;

/**
 * Where accepted messages go on to be sent. A message that finds a free place is committed as claimed by this instance
 * already and handed over in memory, so that nobody has to look for its job; the others wait in the table.
 */
public interface Handover {

    /**
     * Who claims here and for how long.
     *
     * @param expiresAfter how long a message may wait to be sent at all
     * @param bulkTimeout how long the next message of a bulk waits for the arrival of the one before
     */
    record JobDefaults(String owner, Duration lease, Duration expiresAfter, Duration bulkTimeout) {}

    JobDefaults terms();

    /** Whether there is a place for this message now; the place is kept until one of the next two calls. */
    boolean reserve(AcceptedMessage message);

    /** The message was committed as claimed, under fence 1 as attempt 1. */
    void take(AcceptedMessage message);

    /** The place is not needed: nothing was committed, or the message must wait behind another in its lane. */
    void release(AcceptedMessage message);

    /** How long the circuit breaker lets nothing of this sender pass in this instance; zero if it does. */
    Duration pause(UUID sender);

    /** A message was committed as due. */
    void wake(String channel);
}
