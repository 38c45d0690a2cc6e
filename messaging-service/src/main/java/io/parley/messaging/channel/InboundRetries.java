package io.parley.messaging.channel;

/** How callbacks of a channel's inbound messages are retried, as the contract promises. */
public enum InboundRetries {
    /** With growing delays for two days. */
    EXPONENTIAL,
    /** With growing delays for two weeks. */
    EXPONENTIAL_LONG,
    /** With equal delays for two days. */
    PERIODIC
}
