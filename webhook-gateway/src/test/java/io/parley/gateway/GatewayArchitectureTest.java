package io.parley.gateway;

import io.parley.gateway.flow.FlowEndpointRoute;
import io.parley.runtime.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class GatewayArchitectureTest {

    @Test
    void gatewayFollowsTheRules() {
        ArchitectureRules.of("io.parley.gateway")
                .subscribingOnlyIn(Webhooks.class, FlowEndpointRoute.class)
                .check();
    }
}
