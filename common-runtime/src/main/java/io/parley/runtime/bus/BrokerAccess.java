package io.parley.runtime.bus;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * Adds the deployment's {@code kafka.*} settings (address, encryption, login) to the settings of every Kafka client of
 * ours. A client without them cannot connect to a protected broker.
 */
@Singleton
public class BrokerAccess {

    private final Map<String, Object> deployment;

    public BrokerAccess(@Identifier("default-kafka-broker") Map<String, Object> deployment) {
        this.deployment = deployment;
    }

    /** Returns the deployment's settings, overridden by the given settings of one client. */
    public Map<String, Object> with(Map<String, ?> own) {
        var all = new HashMap<>(deployment);
        all.putAll(own);
        return all;
    }
}
