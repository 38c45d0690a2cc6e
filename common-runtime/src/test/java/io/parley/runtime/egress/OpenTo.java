package io.parley.runtime.egress;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings that allow plain http on any port, and the given networks. */
record OpenTo(Optional<List<String>> allowedCidrs) implements EgressConfig {

    static OpenTo nothing() {
        return new OpenTo(Optional.empty());
    }

    static OpenTo loopback() {
        return new OpenTo(Optional.of(List.of("127.0.0.0/8", "::1/128")));
    }

    @Override
    public boolean allowHttp() {
        return true;
    }

    @Override
    public List<Integer> ports() {
        return List.of();
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    public int connectionsPerAddress() {
        return 8;
    }

    @Override
    public Duration bodyTimeout() {
        return Duration.ofMillis(300);
    }

    @Override
    public MemorySize maxAnswer() {
        return new MemorySize(BigInteger.valueOf(64 * 1024));
    }
}
