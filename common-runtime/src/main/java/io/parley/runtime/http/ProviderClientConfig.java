package io.parley.runtime.http;

import io.parley.runtime.settings.Within;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** HTTP client settings of a provider; part of the settings of each provider with an HTTP API. */
public interface ProviderClientConfig {

    /**
     * Maximum number of connections to the provider. A call that finds none free waits for one within its read timeout,
     * so set at least the dispatcher's number of concurrent calls.
     */
    @WithDefault("256")
    @Within(min = "1")
    int connections();

    /** How long an idle connection stays open; must be shorter than the provider's own limit. */
    @WithDefault("30s")
    @Within(min = "1ms", max = "1h")
    Duration keepAlive();

    /** Timeout for a connection; after it nothing was sent and the message is retried. */
    @WithDefault("3s")
    @Within(min = "10ms", max = "1m")
    Duration connectTimeout();

    /** Timeout for the response; after it the message is in doubt. */
    @WithDefault("10s")
    @Within(min = "10ms", max = "5m")
    Duration readTimeout();
}
