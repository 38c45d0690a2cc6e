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

    /**
     * The others take over what an instance read when nothing was heard of it for this long. An instance that comes back
     * earlier, under the same name, simply goes on; one that comes under a new name, as pods do, waits so long.
     */
    @WithDefault("10s")
    Duration sessionTimeout();

    /** An event that fails this often for a reason of its own is parked. An absent database never counts. */
    @WithDefault("5")
    int attempts();

    /** Pause after the first failure; doubles with each further one. */
    @WithDefault("200ms")
    Duration firstPause();

    /** No pause is longer. */
    @WithDefault("5s")
    Duration maxPause();
}
