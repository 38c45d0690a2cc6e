package io.parley.flow.api;

import io.parley.runtime.settings.Within;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Uploads of Flow JSON. */
@ConfigMapping(prefix = "parley.flows.upload")
interface FlowUploadConfig {

    /**
     * Memory for the bodies of uploads that one instance receives at a time; further ones get 503 with Retry-After
     * before their body is read. A size like {@code 32M}; a check needs a few times the size of its file besides.
     */
    @WithDefault("32M")
    @Within(min = "11M", max = "4G")
    MemorySize memory();
}
