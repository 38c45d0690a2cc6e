package io.parley.runtime.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Reading the directory from the bus. */
@ConfigMapping(prefix = "parley.directory.feed")
public interface DirectoryConfig {

    /**
     * Whether this process follows the directory topic. Off only in tests without a broker: then the code that fills
     * the directory has to mark it as caught up, which readiness waits for. True or false.
     */
    @WithDefault("true")
    boolean enabled();
}
