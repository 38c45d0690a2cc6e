package io.parley.flow.preview;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Public previews of Flows. */
@ConfigMapping(prefix = "parley.flows.preview")
interface FlowPreviewConfig {

    /**
     * Maximum number of requests for previews of one client address in {@link #period()}, which need no key; further ones get
     * 429. A page view is two requests. As for invalid keys, the address is the peer's, IPv6 addresses are counted by their /64,
     * and each instance counts separately.
     */
    @WithDefault("600")
    @Within(min = "1")
    int requests();

    /** Time in which the quota of {@link #requests()} is refilled, evenly. */
    @WithDefault("1m")
    @Within(min = "1s", max = "1d")
    Duration period();

    /** Maximum number of Flow JSON files, of up to 10 MB, that one instance sends at a time; further requests get 503. */
    @WithDefault("8")
    @Within(min = "1", max = "1000")
    int maxConcurrent();
}
