package io.parley.messaging.channel.whatsapp;

import io.parley.messaging.channel.ProviderHttp;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How WhatsApp is reached. Names and limits are those of Meta's Cloud API. */
@ConfigMapping(prefix = "parley.channels.whatsapp")
interface WhatsAppConfig extends ProviderHttp {

    /** Whether this deployment offers WhatsApp at all. */
    @WithDefault("true")
    boolean enabled();

    /** Where the Graph API is, without version and without a slash at the end. */
    @WithDefault("https://graph.facebook.com")
    URI baseUrl();

    /** Version of the Graph API, as in its paths; Meta retires each about two years after it appears. */
    @WithDefault("v25.0")
    String version();

    /** Access token of a system user; for WhatsApp accounts that have none in {@link #tokens()}. A secret. */
    Optional<String> token();

    /** Access tokens by Meta's id of the WhatsApp Business Account. Secrets. */
    Map<String, String> tokens();

    /**
     * Whether a content that the contract allows and Meta does not (a reply button of more than 20 characters, say) is
     * refused with 400. Otherwise it is taken over, and what Meta says of it is told as {@code channelFailed}.
     */
    @WithDefault("false")
    boolean strictLimits();

    /** How Meta keeps and moves files. */
    Media media();

    /** How Meta keeps and moves files. */
    interface Media {

        /** A file handed to Meta is used for this long before it is handed over anew; Meta forgets it after 30 days. */
        @WithDefault("P29D")
        Duration life();

        /** Most files moved to or from Meta at a time. */
        @WithDefault("16")
        int connections();

        /** Longest time in which nothing of a file moves, and longest wait for an answer after it has moved. */
        @WithDefault("PT30S")
        Duration timeout();
    }
}
