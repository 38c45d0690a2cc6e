package io.parley.runtime.graph;

import io.parley.runtime.http.ProviderClientConfig;
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

/**
 * The connection to Meta's Graph API, for every service that calls it (messaging-service, template-service, flow-service). One setting
 * serves them all.
 */
@ConfigMapping(prefix = "parley.channels.whatsapp")
public interface GraphConfig extends ProviderClientConfig {

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

    /** Calls about WhatsApp accounts. */
    Accounts accounts();

    /** Calls about WhatsApp accounts. */
    interface Accounts {

        /** Timeout for the response of a call about accounts, numbers, profiles, commerce settings and templates. */
        @WithDefault("5s")
        @Within(min = "10ms", max = "8s")
        Duration timeout();

        /**
         * Meta's id of the app that uploads profile pictures and samples of templates; {@code app} for the app of the
         * access token.
         */
        @WithDefault("app")
        @Pattern(regexp = "app|[0-9]{1,32}", message = "must be app or an id of digits")
        String appId();
    }

    /** Transfer of files. */
    Media media();

    /** Transfer of files. */
    interface Media {

        /** Timeout for a transfer without progress and for the response after the transfer. */
        @WithDefault("30s")
        @Within(min = "10ms", max = "10m")
        Duration timeout();
    }
}
