package io.parley.messaging.configuration;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the cache of callback settings. */
@ConfigMapping(prefix = "parley.callback-settings")
interface CallbackSettingsCacheConfig {

    /**
     * Maximum age of the callback settings with which an instance plans callbacks. Under load, each instance reads the
     * changed ones once in this time. A request that replaces callback settings gets its response this time after the
     * commit, when no instance uses the old ones any more; so the value must be the same for all instances.
     */
    @WithDefault("100ms")
    @Within(min = "10ms", max = "10s")
    Duration maxAge();
}
