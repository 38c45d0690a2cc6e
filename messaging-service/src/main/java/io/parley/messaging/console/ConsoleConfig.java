package io.parley.messaging.console;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The console at {@code /console}. */
@ConfigMapping(prefix = "parley.console")
public interface ConsoleConfig {

    /**
     * Whether {@code /console} serves the console for operators; otherwise 404. The page contains no data: it asks for
     * the operator's key or an account's API key, and calls the operator API or the Conversations API with it. While it
     * is enabled, the response to {@code POST /messages} has a link to the message in the console, and each instance
     * reports its connections and circuit breakers to the others. Disabled, so that a deployment decides who can reach
     * it.
     */
    @WithDefault("false")
    boolean enabled();

    /** Interval at which each instance reports its connections and circuit breakers. Older reports are not shown. */
    @WithDefault("5s")
    @Within(min = "100ms", max = "1m")
    Duration reportInterval();
}
