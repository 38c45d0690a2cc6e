package io.parley.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What providers share with us. Whatever has no secret here is refused. */
@ConfigMapping(prefix = "parley.webhooks")
interface WebhookConfig {

    Meta meta();

    Viber viber();

    @WithName("viber-partner")
    Partner viberPartner();

    /**
     * Longest body of a webhook; longer ones get 413 before anything is computed. Meta sends up to 3 MB; the rest is
     * margin. Below {@code parley.http.max-body}.
     */
    @WithDefault("3400K")
    MemorySize maxBody();

    /**
     * How often the gateway says on the bus that it is alive. The owner of messages whose outcome is unknown counts only
     * time in which these arrive. Between one second and five.
     */
    @WithDefault("PT2S")
    Duration heartbeat();

    /** Meta's app: WhatsApp webhooks, {@code /webhooks/meta}. */
    interface Meta {

        /** The app's secret, which signs webhooks; two while it is being rotated. Separated by commas. */
        Optional<List<String>> appSecrets();

        /** The text that is entered beside the webhook's URL at Meta, and comes back in its handshake. */
        Optional<String> verifyToken();
    }

    /** Viber bots, {@code /webhooks/viber/{serviceId}}. */
    interface Viber {

        /** Each service's authentication token, which signs its webhooks. */
        Map<String, String> tokens();
    }

    /** Viber Business Messages through a partner, {@code /webhooks/viber-partner/{serviceId}}. */
    interface Partner {

        /**
         * For each service the value of the header {@code Authorization} that the partner was told to send, word for
         * word, for example {@code App 5f1c…}.
         */
        Map<String, String> secrets();
    }
}
