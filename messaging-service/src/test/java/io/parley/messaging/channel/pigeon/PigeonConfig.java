package io.parley.messaging.channel.pigeon;

import io.parley.messaging.channel.ProviderHttp;
import io.parley.runtime.settings.BaseUrl;
import io.parley.runtime.validation.Text;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Settings of the pigeon channel. */
@ConfigMapping(prefix = "parley.channels.pigeon")
interface PigeonConfig extends ProviderHttp {

    /** Enables the channel. */
    @WithDefault("false")
    boolean enabled();

    /** Base URL of the loft's API, without a trailing slash. */
    @WithDefault("https://loft.example.com")
    @BaseUrl
    URI baseUrl();

    /** API key at the loft. */
    Optional<Secret<@Text String>> key();
}
