package io.parley.messaging.channel;

/**
 * What follows for a message in doubt when its hold ends and nothing was heard (architecture D9). A network that names
 * messages by ids of its own only may never be able to settle a doubt, so this is each connector's setting.
 */
public enum InDoubtPolicy {
    /** It is sent once more, counted: late rather than lost, at the price of a possible duplicate. */
    RESEND,
    /** It fails: lost rather than twice. */
    FAIL
}
