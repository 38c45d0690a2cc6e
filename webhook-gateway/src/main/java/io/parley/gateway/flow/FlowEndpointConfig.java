package io.parley.gateway.flow;

import io.parley.runtime.settings.Within;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * Settings of the endpoint that decrypts Flows. It also needs {@code parley.webhooks.meta.app-secrets} and {@code
 * parley.encryption.keys}; without them every request is refused.
 */
@ConfigMapping(prefix = "parley.flow-endpoint")
interface FlowEndpointConfig {

    /**
     * Maximum size of a request's body, which is encrypted and so a third larger than its content; larger ones get 413.
     * Must be below {@code parley.http.max-body}.
     */
    @WithDefault("3M")
    @Within(min = "1K", max = "10M")
    MemorySize maxBody();

    /** Maximum size of the response of a team's endpoint; a larger one counts as a failure of that endpoint. */
    @WithDefault("2M")
    @Within(min = "1K", max = "10M")
    MemorySize maxAnswer();

    /**
     * Time for the whole response of a team's endpoint. Meta waits ten seconds, which includes the transfer of request
     * and response.
     */
    @WithDefault("8s")
    @Within(min = "10ms", max = "9s")
    Duration timeout();

    /**
     * Time that a request of an unknown Flow waits until the Flow is known: Meta checks the endpoint of a new Flow before
     * the gateway has read the fact about it. Then 404; 0s waits for none.
     */
    @WithDefault("2s")
    @Within(min = "0s", max = "5s")
    Duration unknownFlowWait();

    /** Maximum number of concurrent requests of all Flows; further ones get 503 with Retry-After. */
    @WithDefault("256")
    @Within(min = "1", max = "10000")
    int maxRequests();

    /** Maximum number of concurrent requests of one Flow, so that a slow endpoint does not use all of them. */
    @WithDefault("64")
    @Within(min = "1", max = "10000")
    int maxRequestsPerFlow();

    /**
     * Threads that check signatures, decrypt and encrypt. More than the processor has cores are of no use.
     */
    @WithDefault("4")
    @Within(min = "1", max = "256")
    int threads();
}
