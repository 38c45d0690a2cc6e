package io.parley.flow;

import io.parley.runtime.test.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void flowKeepsThem() {
        HouseRules.of("io.parley.flow").check();
    }
}
