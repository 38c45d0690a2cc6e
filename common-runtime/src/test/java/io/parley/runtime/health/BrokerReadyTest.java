package io.parley.runtime.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.bus.BrokerAccess;
import io.parley.runtime.bus.ProtectedBroker;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fault")
class BrokerReadyTest {

    @Test
    void usesTheDeploymentsLogin() {
        try (var broker = new ProtectedBroker()) {
            assertEquals(Status.UP, status(broker.deployment()));
            assertEquals(Status.DOWN, status(broker.wrongPassword()));
        }
    }

    private static Status status(Map<String, Object> deployment) {
        var check = new BrokerReady(new BrokerAccess(deployment), true);
        try {
            return check.call().getStatus();
        } finally {
            check.close();
        }
    }
}
