package io.parley.messaging.inbound;

import io.parley.runtime.settings.Within;
import io.parley.runtime.validation.SelfChecked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the consumer of provider events. */
@ConfigMapping(prefix = "parley.inbound")
interface InboundConfig extends SelfChecked {

    /** Whether this instance consumes provider events. */
    @WithDefault("true")
    boolean enabled();

    /** Maximum number of events in a batch; their effects are committed before the next batch is read. */
    @WithDefault("1000")
    @Within(min = "1", max = "10000")
    int batch();

    /**
     * Session timeout of the consumer group: after it, the partitions of a failed instance are reassigned. An instance
     * that restarts earlier with the same name resumes at once; one with a new name, such as a pod, waits for this
     * time.
     */
    @WithDefault("10s")
    @Within(min = "1s", max = "30m")
    Duration sessionTimeout();

    /** Number of failures because of its own content after which an event is parked. Outages do not count. */
    @WithDefault("5")
    @Within(min = "1")
    int attempts();

    /** Back-off after the first failure; doubles with each further one. */
    @WithDefault("200ms")
    @Within(min = "1ms", max = "1m")
    Duration firstPause();

    /** Maximum back-off. */
    @WithDefault("5s")
    @Within(min = "1ms", max = "5m")
    Duration maxPause();

    @Override
    default void check(Report report) {
        if (firstPause().compareTo(maxPause()) > 0) {
            report.violation("first-pause", "must be at most max-pause");
        }
    }
}
