package io.parley.runtime.egress;

import io.parley.runtime.settings.Within;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which addresses may be called for customers: callbacks, media, flow endpoints. By default public addresses only. */
@ConfigMapping(prefix = "parley.egress")
public interface EgressConfig {

    /**
     * Allows {@code http} besides {@code https}, and any port. For networks that the operator trusts, such as its own
     * cluster or a local run. True or false.
     */
    @WithDefault("false")
    boolean allowHttp();

    /**
     * Ports of https addresses while {@link #allowHttp()} is off. Numbers from 1 to 65535, separated by commas.
     */
    @WithDefault("443,8443")
    List<@Within(min = "1", max = "65535") Integer> ports();

    /**
     * Private networks to allow, for example {@code 10.0.0.0/8,127.0.0.0/8,::1/128}. Link-local, metadata, multicast
     * and unspecified addresses are always denied.
     */
    Optional<List<@NetworkRange String>> allowedCidrs();

    /** Connect timeout; the deadline of the whole call applies as well. */
    @WithDefault("3s")
    @Within(min = "10ms", max = "1m")
    Duration connectTimeout();

    /** Maximum number of connections to one address; further calls wait for a free one until their deadline. */
    @WithDefault("64")
    @Within(min = "1")
    int connectionsPerAddress();

    /**
     * Time for which the body of a response is read, so that its connection can be reused. Then the connection is
     * closed; a successful call is completed by the response's head already. A duration; short, since a connection that waits
     * for its body occupies one of {@link #connectionsPerAddress()}.
     */
    @WithDefault("1s")
    @Within(min = "1ms", max = "1m")
    Duration bodyTimeout();

    /** Maximum number of bytes read of a response's body; beyond it the connection is closed. */
    @WithDefault("64K")
    @Within(min = "1", max = "1G")
    MemorySize maxAnswer();
}
