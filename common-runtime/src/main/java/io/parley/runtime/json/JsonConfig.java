package io.parley.runtime.json;

import io.parley.runtime.settings.Within;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the API reads request bodies. */
@ConfigMapping(prefix = "parley.api")
public interface JsonConfig {

    /**
     * Whether members that the contract does not define are ignored. If false, a request that has one is refused with a
     * violation that names it, so that a misspelled member is not ignored silently. True or false.
     */
    @WithDefault("false")
    boolean ignoreUnknownMembers();

    /**
     * Maximum size of a JSON body; larger ones get 413. A size like {@code 2M}, at most 3M: larger bodies would leave
     * the event loop. Twice what the largest request of the contract needs, so that oversized texts and lists below it
     * are refused with their reason.
     */
    @WithDefault("2M")
    @Within(min = "1K", max = "3M")
    MemorySize maxJsonBody();
}
