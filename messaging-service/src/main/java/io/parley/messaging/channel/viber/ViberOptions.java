package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.MessageOptions;
import io.parley.runtime.validation.SelfChecked;
import org.jspecify.annotations.Nullable;

/**
 * Options of a Viber request; one of both members is required.
 *
 * @param rateType null if only the older member is given
 * @param messagePurpose older name of {@code rateType}; null if only the newer member is given
 */
public record ViberOptions(
        @Nullable RateType rateType, @Nullable RateType messagePurpose) implements MessageOptions, SelfChecked {

    /** The rate type; null if none is given. */
    @Nullable
    RateType chosen() {
        return rateType == null ? messagePurpose : rateType;
    }

    @Override
    public void check(Report report) {
        if (chosen() == null) {
            report.violation("rateType", "must be given: promotion, transaction or session");
        } else if (messagePurpose != null && messagePurpose != chosen()) {
            report.violation("messagePurpose", "differs from rateType; omit it");
        }
    }
}
