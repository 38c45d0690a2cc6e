package io.parley.messaging.channel.sms;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What an {@code enquire_link} over one bind showed.
 *
 * @param roundTrip null if there was no response
 * @param failure why there was none; null if there was one
 * @param interfaceVersion as the SMSC reported it in the response to the bind
 */
record LinkProbe(Duration roundTrip, String failure, OptionalInt interfaceVersion) {

    boolean isAnswered() {
        return roundTrip != null;
    }
}
