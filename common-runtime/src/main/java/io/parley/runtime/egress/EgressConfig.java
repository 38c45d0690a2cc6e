package io.parley.runtime.egress;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where calls on customers' behalf may go: callbacks, media, flow endpoints. The defaults reach the internet only. */
@ConfigMapping(prefix = "parley.egress")
public interface EgressConfig {

    /**
     * Accepts {@code http} besides {@code https}, and any port. For networks that the operator trusts, such as the own
     * cluster or the local run. True or false.
     */
    @WithDefault("false")
    boolean allowHttp();

    /**
     * Ports of https addresses while {@link #allowHttp()} is off. Numbers from 1 to 65535, separated by commas.
     */
    @WithDefault("443,8443")
    List<Integer> ports();

    /**
     * Networks to open although they are private, for example {@code 10.0.0.0/8,127.0.0.0/8,::1/128}. Link-local,
     * metadata, multicast and unspecified addresses stay closed whatever is listed here.
     */
    Optional<List<String>> allowedCidrs();

    /** How long a connection may take to be made; the deadline of the whole call counts besides. */
    @WithDefault("PT3S")
    Duration connectTimeout();

    /** Most connections to one address; calls beyond it wait for a free one until their deadline. */
    @WithDefault("64")
    int connectionsPerAddress();

    /**
     * How long the body of an answer is read on, so that its connection can serve the next call. Then the connection is
     * closed; the call is settled by the answer's head already. A duration; short, since a connection that waits for its
     * body takes one of {@link #connectionsPerAddress()}.
     */
    @WithDefault("PT1S")
    Duration bodyTimeout();

    /** An answer's body is read no further than this; only its status counts. */
    @WithDefault("64K")
    MemorySize maxAnswer();
}
