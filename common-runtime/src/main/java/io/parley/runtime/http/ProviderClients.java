package io.parley.runtime.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.Arc;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/** Clients of providers' APIs. Only for services with the REST client, which is an optional dependency of this module. */
public final class ProviderClients {
    private ProviderClients() {}

    /** Creates a client of the provider's API. No HTTP status is a failure; only a call without a response fails. */
    public static <T> T client(Class<T> api, URI address, ProviderClientConfig settings) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(address)
                .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, settings.connections())
                .property(
                        QuarkusRestClientProperties.CONNECTION_TTL,
                        Math.toIntExact(settings.keepAlive().toMillis()))
                .register(new ProviderRequestBodyWriter(
                        Arc.container().instance(ObjectMapper.class).get()))
                .disableDefaultMapper(true)
                .build(api);
    }
}
