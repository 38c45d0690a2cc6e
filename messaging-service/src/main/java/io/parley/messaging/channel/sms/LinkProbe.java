package io.parley.messaging.channel.sms;

import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code enquire_link} over one bind showed.
 *
 * @param roundTrip null if there was no response
 * @param failure why there was none; null if there was one
 * @param interfaceVersion as the SMSC reported it in the response to the bind
 */
record LinkProbe(@Nullable Duration roundTrip, @Nullable String failure, OptionalInt interfaceVersion) {

    boolean isAnswered() {
        return roundTrip != null;
    }
}
