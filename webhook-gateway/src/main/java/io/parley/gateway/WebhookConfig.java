package io.parley.gateway;

import io.parley.runtime.settings.Within;
import io.parley.runtime.validation.Text;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of provider webhooks. Webhooks without a configured secret are rejected. A secret may be {@code file:} and a
 * path: the file is read again every ten seconds, so it can be renewed without a restart.
 */
@ConfigMapping(prefix = "parley.webhooks")
interface WebhookConfig {

    Meta meta();

    Viber viber();

    @WithName("viber-partner")
    Partner viberPartner();

    /**
     * Maximum size of a webhook's body; larger ones get 413 before the signature is computed. Meta sends up to 3 MB;
     * the rest is margin. Must be below {@code parley.http.max-body}.
     */
    @WithDefault("3400K")
    @Within(min = "1K", max = "1G")
    MemorySize maxBody();

    /**
     * Interval of the gateway's heartbeats on the bus. For messages in doubt, messaging-service counts only time in
     * which heartbeats arrive. Between one second and five.
     */
    @WithDefault("2s")
    @Within(min = "1s", max = "5s")
    Duration heartbeat();

    /** Meta's app for WhatsApp webhooks, {@code /webhooks/meta}. */
    interface Meta {

        /** The app's secret, which signs webhooks; two during a rotation, separated by commas. */
        Optional<List<Secret<@NotBlank String>>> appSecrets();

        /**
         * Verify token that is configured with the webhook's URL at Meta; Meta sends it in the handshake. A secret, or
         * {@code file:} and the path of a file with it.
         */
        Optional<Secret<@Text String>> verifyToken();
    }

    /** Viber bots, {@code /webhooks/viber/{serviceId}}. */
    interface Viber {

        /** Authentication token of each service, which signs its webhooks. */
        Map<String, Secret<@NotBlank String>> tokens();
    }

    /** Viber Business Messages through a partner, {@code /webhooks/viber-partner/{serviceId}}. */
    interface Partner {

        /**
         * For each service the exact value of the {@code Authorization} header that the partner is configured to send,
         * for example {@code App 5f1c…}.
         */
        Map<String, Secret<@NotBlank String>> secrets();
    }
}
