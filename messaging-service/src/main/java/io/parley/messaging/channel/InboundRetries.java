package io.parley.messaging.channel;

import java.time.Duration;

/**
 * Retry schedule of the callbacks for a channel's inbound messages, as the contract promises; settings can change it.
 * Delays double from the first to the maximum.
 *
 * @param first delay before the first retry
 * @param max maximum delay; the same as the first for constant delays
 * @param until no attempt is made at a greater age of the message
 * @param restAfter after this many failures in a row the delay is {@code rest}; 0 for never
 */
public record InboundRetries(Duration first, Duration max, Duration until, int restAfter, Duration rest) {

    /** With growing delays for two days. */
    public static final InboundRetries EXPONENTIAL = growing(Duration.ofDays(2));

    /** With growing delays for two weeks. */
    public static final InboundRetries EXPONENTIAL_LONG = growing(Duration.ofDays(14));

    /** With equal delays for two days, and a longer one after each hundred. */
    public static final InboundRetries PERIODIC = new InboundRetries(
            Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofDays(2), 100, Duration.ofMinutes(10));

    /** Whether the delays do not grow. */
    public boolean isConstant() {
        return first.equals(max);
    }

    private static InboundRetries growing(Duration until) {
        return new InboundRetries(Duration.ofSeconds(10), Duration.ofHours(6), until, 0, Duration.ZERO);
    }
}
