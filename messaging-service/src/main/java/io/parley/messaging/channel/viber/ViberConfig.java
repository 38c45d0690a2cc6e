package io.parley.messaging.channel.viber;

import io.parley.messaging.channel.ProviderHttp;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How Viber is reached. A sender's attribute {@code connector} chooses {@code bot} (if absent) or {@code partner}. */
@ConfigMapping(prefix = "parley.channels.viber")
interface ViberConfig extends ProviderHttp {

    /** Whether this deployment offers Viber at all. */
    @WithDefault("true")
    boolean enabled();

    /** Where Viber's bot API is, without {@code /pa} and without a slash at the end. */
    @WithDefault("https://chatapi.viber.com")
    URI baseUrl();

    /** Where the partner's API for Business Messages is, without {@code /viber/2} and without a slash at the end. */
    @WithDefault("https://api.infobip.com")
    URI partnerBaseUrl();

    /**
     * How long a Business Message may take to reach the phone before the partner gives it up and the message is
     * channelFailed. At least one second, at most 48 hours with Infobip; the partner's own limit if not given. Bots have
     * none: Viber keeps their messages for two weeks.
     */
    Optional<Duration> validity();

    /**
     * Whether a content that the contract allows and Viber, or the partner of this sender, does not is refused with 400.
     * Otherwise it is taken over, and what they say of it is told as {@code channelFailed}.
     */
    @WithDefault("false")
    boolean strictLimits();

    /**
     * Timeout of reading a bot file's size from the customer's server, by HEAD or by GET of the first byte. Well below the
     * ten seconds that the whole call may take; without an answer the file is sent with the size 1, as Viber requires one.
     */
    @WithDefault("PT2S")
    Duration fileSizeTimeout();

    /** Token of the bot, or key at the partner, by service id. Secrets. */
    Map<String, String> tokens();
}
