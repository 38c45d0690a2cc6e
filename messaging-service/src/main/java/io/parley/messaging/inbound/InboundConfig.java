package io.parley.messaging.inbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the consumer of provider events. */
@ConfigMapping(prefix = "parley.inbound")
interface InboundConfig {

    /** Whether this instance consumes provider events. */
    @WithDefault("true")
    boolean enabled();

    /** Maximum number of events in a batch; their effects are committed before the next batch is read. */
    @WithDefault("1000")
    int batch();

    /**
     * Session timeout of the consumer group: after it, the partitions of a failed instance are reassigned. An instance
     * that restarts earlier with the same name resumes at once; one with a new name, such as a pod, waits for this
     * time.
     */
    @WithDefault("10s")
    Duration sessionTimeout();

    /** Number of failures because of its own content after which an event is parked. Outages do not count. */
    @WithDefault("5")
    int attempts();

    /** Back-off after the first failure; doubles with each further one. */
    @WithDefault("200ms")
    Duration firstPause();

    /** Maximum back-off. */
    @WithDefault("5s")
    Duration maxPause();
}
