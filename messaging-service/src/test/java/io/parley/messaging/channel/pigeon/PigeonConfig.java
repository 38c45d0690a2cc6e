package io.parley.messaging.channel.pigeon;

import io.parley.messaging.channel.ProviderHttp;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** How the loft is reached. */
@ConfigMapping(prefix = "parley.channels.pigeon")
interface PigeonConfig extends ProviderHttp {

    /** Whether this deployment offers pigeons at all. */
    @WithDefault("false")
    boolean enabled();

    /** Where the loft's API is, without a slash at the end. */
    @WithDefault("https://loft.example.com")
    URI baseUrl();

    /** Our key at the loft. A secret. */
    Optional<String> key();
}
