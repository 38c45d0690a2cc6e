package io.parley.gateway;

import io.parley.runtime.test.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void theGatewayKeepsThem() {
        HouseRules.of("io.parley.gateway")
                .subscribingOnlyIn(Heartbeat.class, Webhooks.class)
                .check();
    }
}
