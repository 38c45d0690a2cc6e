package io.parley.messaging.inbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events of providers are taken from the bus. */
@ConfigMapping(prefix = "parley.inbound")
interface InboundConfig {

    /** Whether this instance reads the bus at all. */
    @WithDefault("true")
    boolean enabled();

    /** Most events applied together; their effects are committed before the next are read. */
    @WithDefault("1000")
    int batch();

    /** An event that fails this often for a reason of its own is parked. An absent database never counts. */
    @WithDefault("5")
    int attempts();

    /** Pause after the first failure; doubles with each further one. */
    @WithDefault("200ms")
    Duration firstPause();

    /** No pause is longer. */
    @WithDefault("5s")
    Duration longestPause();
}
