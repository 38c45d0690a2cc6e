package io.parley.template;

import io.parley.runtime.test.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void templateKeepsThem() {
        HouseRules.of("io.parley.template").check();
    }
}
