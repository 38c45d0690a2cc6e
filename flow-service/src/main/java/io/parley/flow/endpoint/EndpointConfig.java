package io.parley.flow.endpoint;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Keys with which the platform decrypts Flows. */
@ConfigMapping(prefix = "parley.flow-keys")
interface EndpointConfig {

    /**
     * Time in which the gateway still decrypts with a key after Meta has got another one, since phones keep a public key
     * until a request fails. Also the time in which a replaced signing secret still signs.
     */
    @WithDefault("7d")
    @Within(min = "1m", max = "365d")
    Duration grace();

    /** Interval at which keys and secrets whose time has ended are deleted. */
    @WithDefault("1m")
    @Within(min = "100ms", max = "1h")
    Duration cleanUp();
}
