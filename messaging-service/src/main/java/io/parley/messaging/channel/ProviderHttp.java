package io.parley.messaging.channel;

import io.parley.runtime.settings.Within;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/** HTTP client settings of a provider; part of the settings of each channel with an HTTP API. */
public interface ProviderHttp {

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

    /** What happens to a message that is still in doubt when its hold ends: resend or fail. */
    @WithDefault("resend")
    InDoubtPolicy inDoubtPolicy();

    /** Creates a client of the provider's API. No HTTP status is a failure; only a call without a response fails. */
    static <T> T client(Class<T> api, URI address, ProviderHttp settings) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(address)
                .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, settings.connections())
                .property(
                        QuarkusRestClientProperties.CONNECTION_TTL,
                        Math.toIntExact(settings.keepAlive().toMillis()))
                .disableDefaultMapper(true)
                .build(api);
    }
}
