package io.parley.messaging.channel;

/**
 * Members of a send request next to {@code content} that only one channel has, for example Viber's {@code rateType}.
 * Stored with the content.
 */
public interface MessageOptions {

    /** For channels whose requests have no members of their own. */
    record None() implements MessageOptions {}
}
