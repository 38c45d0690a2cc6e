package io.parley.runtime.bus;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * How every client of ours reaches the broker: the deployment's {@code kafka.*} settings, its address as well as
 * whatever encrypts and logs in. A client that is made without them finds a broker only where nobody protects it.
 */
@Singleton
public class BrokerAccess {

    private final Map<String, Object> deployment;

    public BrokerAccess(@Identifier("default-kafka-broker") Map<String, Object> deployment) {
        this.deployment = deployment;
    }

    /** Settings of one client: the deployment's, and over them what this client needs to do its work. */
    public Map<String, Object> with(Map<String, ?> own) {
        var all = new HashMap<>(deployment);
        all.putAll(own);
        return all;
    }
}
