package io.parley.messaging.callback;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Callback settings without a running application. */
public final class TestConfig {
    public static final CallbackConfig DEFAULTS = with(Map.of());

    private TestConfig() {}

    public static CallbackConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(CallbackConfig.class)
                .withConverter(
                        java.time.Duration.class,
                        200,
                        io.quarkus.runtime.configuration.DurationConverter::parseDuration)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(CallbackConfig.class);
    }
}
