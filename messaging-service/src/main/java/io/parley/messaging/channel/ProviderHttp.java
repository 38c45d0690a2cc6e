package io.parley.messaging.channel;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/** How a provider with an HTTP API is called; part of the settings of each such channel. */
public interface ProviderHttp {

    /**
     * Most connections to the provider at once. A call that finds none free waits for one within its read timeout, so let
     * there be as many as the dispatcher has calls under way.
     */
    @WithDefault("256")
    int connections();

    /** An idle connection is kept this long for the next call; shorter than the provider keeps it. */
    @WithDefault("PT30S")
    Duration keepAlive();

    /** Longest wait for a connection; when it passes, nothing was sent and the message is tried again. */
    @WithDefault("PT3S")
    Duration connectTimeout();

    /** Longest wait for an answer; when it passes, the message is in doubt. */
    @WithDefault("PT10S")
    Duration readTimeout();

    /** What becomes of a message in doubt of which nothing was heard until its hold ended: resend or fail. */
    @WithDefault("resend")
    InDoubtPolicy afterSilence();

    /** A client of the provider's API at this address. Every status is an answer; only a call without one fails. */
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
