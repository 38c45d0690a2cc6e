package io.parley.messaging.channel.whatsapp.graph;

import io.parley.messaging.channel.ProviderHttp;
import io.parley.runtime.settings.BaseUrl;
import io.parley.runtime.settings.Within;
import io.parley.runtime.validation.Text;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Settings of the WhatsApp channel. Names and limits are those of Meta's Cloud API. */
@ConfigMapping(prefix = "parley.channels.whatsapp")
public interface WhatsAppConfig extends ProviderHttp {

    /** Whether this deployment offers WhatsApp. */
    @WithDefault("true")
    boolean enabled();

    /** Base URL of the Graph API, without version and trailing slash. */
    @WithDefault("https://graph.facebook.com")
    @BaseUrl
    URI baseUrl();

    /** Version of the Graph API, as in its paths; Meta retires a version about two years after its release. */
    @WithDefault("v25.0")
    @Pattern(regexp = "v[0-9]+[.][0-9]+", message = "must be a version such as v25.0")
    String version();

    /**
     * Access token of a system user, for WhatsApp accounts without one in {@link #tokens()}. A secret, or
     * {@code file:} and the path of a file with it, which is read again when the token is renewed.
     */
    Optional<Secret<@Text String>> token();

    /** Access tokens by Meta's id of the WhatsApp Business Account. Secrets, or {@code file:} and the path of a file. */
    Map<String, Secret<@NotBlank String>> tokens();

    /**
     * Whether a content that the contract allows and Meta does not (for example a reply button of more than 20
     * characters) is rejected with 400. Otherwise it is accepted, and Meta's error is reported as
     * {@code channelFailed}.
     */
    @WithDefault("false")
    boolean strictLimits();

    /** What is kept about WhatsApp accounts and numbers, and calls about them. */
    Accounts accounts();

    /** What is kept about WhatsApp accounts and numbers, and calls about them. */
    interface Accounts {

        /**
         * Time after which what Meta knows about an account and its numbers is read again; webhooks report most changes
         * sooner. 0 reads nothing.
         */
        @WithDefault("15m")
        @Within(min = "0s", max = "7d")
        Duration refreshInterval();

        /** How often due accounts are looked for. Several instances share them. */
        @WithDefault("5s")
        @Within(min = "10ms", max = "1h")
        Duration refreshPoll();

        /** Maximum number of accounts that one instance reads at a time. */
        @WithDefault("2")
        @Within(min = "1", max = "100")
        int maxRefreshes();

        /** Timeout for the response of a call about accounts, numbers, profiles and commerce settings. */
        @WithDefault("5s")
        @Within(min = "10ms", max = "8s")
        Duration timeout();

        /** Time for which a profile or commerce setting that was read from Meta is served without asking again. */
        @WithDefault("30s")
        @Within(min = "0s", max = "1d")
        Duration maxAge();

        /** How long a read waits for Meta before it gets the older value that is stored; without one it waits longer. */
        @WithDefault("1s")
        @Within(min = "1ms", max = "8s")
        Duration staleAfter();

        /**
         * Maximum number of profile pictures that are received and uploaded at a time, each of up to 5 MB in memory;
         * further ones get 503.
         */
        @WithDefault("8")
        @Within(min = "1", max = "64")
        int maxPictures();

        /** Meta's id of the app that uploads profile pictures; {@code app} for the app of the access token. */
        @WithDefault("app")
        @Pattern(regexp = "app|[0-9]{1,32}", message = "must be app or an id of digits")
        String appId();
    }

    /** Upload and download of files. */
    Media media();

    /** Upload and download of files. */
    interface Media {

        /**
         * Time for which an upload to Meta is reused before the file is uploaded again; Meta deletes it after 30 days.
         */
        @WithDefault("29d")
        @Within(min = "1m", max = "30d")
        Duration life();

        /** Maximum number of concurrent uploads and downloads. */
        @WithDefault("16")
        @Within(min = "1")
        int connections();

        /** Timeout for a transfer without progress and for the response after the transfer. */
        @WithDefault("30s")
        @Within(min = "10ms", max = "10m")
        Duration timeout();
    }
}
