package io.parley.messaging.inbound;

import io.parley.runtime.settings.Within;
import io.parley.runtime.validation.SelfChecked;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How provider events are retried. The consumer itself is configured by {@code
 * mp.messaging.incoming.provider-events.*}.
 */
@ConfigMapping(prefix = "parley.inbound")
interface InboundConfig extends SelfChecked {

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
