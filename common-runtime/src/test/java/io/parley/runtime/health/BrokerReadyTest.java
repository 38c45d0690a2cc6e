package io.parley.runtime.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.runtime.bus.BrokerAccess;
import io.parley.runtime.bus.ProtectedBroker;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class BrokerReadyTest {

    @Test
    void logsInAsTheDeploymentSays() {
        try (var broker = new ProtectedBroker()) {
            assertEquals(Status.UP, answer(broker.deployment()));
            assertEquals(Status.DOWN, answer(broker.stranger()));
        }
    }

    private static Status answer(Map<String, Object> deployment) {
        var check = new BrokerReady(new BrokerAccess(deployment), true);
        try {
            return check.call().getStatus();
        } finally {
            check.close();
        }
    }
}
