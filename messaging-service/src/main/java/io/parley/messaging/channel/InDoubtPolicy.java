package io.parley.messaging.channel;

/**
 * What happens to a message that is still in doubt when its hold ends (ADR 0004). A network that identifies messages by
 * its own ids only may never settle a doubt, so this is a setting of each connector.
 */
public enum InDoubtPolicy {
    /** Sends it once more, counted as an attempt. The recipient may get a duplicate; the message is not lost. */
    RESEND,
    /** Fails it. The message may be lost; the recipient gets no duplicate. */
    FAIL
}
