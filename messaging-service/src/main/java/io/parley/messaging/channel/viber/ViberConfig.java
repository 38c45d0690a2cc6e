package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.ProviderHttp;
import io.parley.runtime.settings.BaseUrl;
import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the Viber channel. A sender's attribute {@code connector} selects {@code bot} (default) or {@code
 * partner}.
 */
@ConfigMapping(prefix = "parley.channels.viber")
interface ViberConfig extends ProviderHttp {

    /** Enables the channel. */
    @WithDefault("true")
    boolean enabled();

    /** Base URL of Viber's bot API, without {@code /pa} and without a trailing slash. */
    @WithDefault("https://chatapi.viber.com")
    @BaseUrl
    URI baseUrl();

    /** Base URL of the partner's API for Business Messages, without {@code /viber/2} and without a trailing slash. */
    @WithDefault("https://api.infobip.com")
    @BaseUrl
    URI partnerBaseUrl();

    /**
     * How long the partner attempts delivery of a Business Message before the message is channelFailed. At least one
     * second, at most 48 hours with Infobip. Default: the partner's own limit. Not for bots: Viber keeps their messages
     * for two weeks.
     */
    Optional<@Within(min = "1s", max = "14d") Duration> validity();

    /**
     * Whether a content that the contract allows, but Viber or the partner of this sender does not, is rejected with
     * 400. Otherwise it is accepted, and their rejection is reported as {@code channelFailed}.
     */
    @WithDefault("false")
    boolean strictLimits();

    /**
     * Timeout for reading a bot file's size from the customer's server, by HEAD or by GET of the first byte. Well below
     * the ten seconds of the whole call; without an answer the file is sent with the size 1, because Viber requires
     * one.
     */
    @WithDefault("2s")
    @Within(min = "10ms", max = "9s")
    Duration fileSizeTimeout();

    /** Bot token or partner API key, by service id. Secrets, or {@code file:} and the path of a file with one. */
    Map<String, Secret<@NotBlank String>> tokens();
}
