package io.parley.messaging.channel;

/**
 * Members of a send request that stand beside {@code content} and belong to one channel only, for example Viber's
 * {@code rateType}. Stored with the content.
 */
public interface MessageOptions {

    /** For channels whose requests carry nothing of their own. */
    record None() implements MessageOptions {}
}
