package io.parley.messaging.channel;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Creates settings of a channel without a running application. */
public final class TestSettings {

    private TestSettings() {}

    /** The defaults with one override. */
    public static <T> T of(Class<T> mapping, String name, String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .addDiscoveredConverters()
                .withDefaultValues(Map.of(name, value))
                .build()
                .getConfigMapping(mapping);
    }
}
