package io.parley.runtime.app;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The test service without broker. */
public class WithoutBroker implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "kafka.bootstrap.servers", "localhost:1",
                "parley.directory.feed.enabled", "false",
                "parley.operator.key", "operator-key",
                "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0");
    }
}
