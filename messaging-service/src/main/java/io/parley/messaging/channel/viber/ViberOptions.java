package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.MessageOptions;

/**
 * What a Viber request says beside its content; one of both is required.
 *
 * @param rateType null if only the older name is given
 * @param messagePurpose older name of the same
 */
@OneRateType
public record ViberOptions(RateType rateType, RateType messagePurpose) implements MessageOptions {

    /** Null if none was given. */
    RateType chosen() {
        return rateType == null ? messagePurpose : rateType;
    }

    boolean isOneRateType() {
        return chosen() != null && (messagePurpose == null || messagePurpose == chosen());
    }
}
