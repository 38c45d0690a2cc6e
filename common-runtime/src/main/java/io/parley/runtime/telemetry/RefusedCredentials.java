package io.parley.runtime.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;

/**
 * {@code parley.credentials.refused}: what providers refuse because of our token, key or password. Every message and
 * every comparison of that sender fails until an operator replaces the credentials, so one metric of all providers is
 * alerted on.
 */
public final class RefusedCredentials {

    private RefusedCredentials() {}

    /** @param provider {@code meta}, {@code viber}, {@code viber-partner} or {@code sms/<smsc>} */
    public static void refused(String provider) {
        Counter.builder("parley.credentials.refused")
                .description("Calls and binds that a provider refused because of our credentials")
                .tag("provider", provider)
                .register(Metrics.globalRegistry)
                .increment();
    }
}
