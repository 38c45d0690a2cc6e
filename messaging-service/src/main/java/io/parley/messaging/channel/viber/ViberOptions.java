package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.MessageOptions;

/**
 * Options of a Viber request; one of both members is required.
 *
 * @param rateType null if only the older member is given
 * @param messagePurpose older name of {@code rateType}
 */
@OneRateType
public record ViberOptions(RateType rateType, RateType messagePurpose) implements MessageOptions {

    /** The rate type; null if none is given. */
    RateType chosen() {
        return rateType == null ? messagePurpose : rateType;
    }

    boolean isOneRateType() {
        return chosen() != null && (messagePurpose == null || messagePurpose == chosen());
    }
}
