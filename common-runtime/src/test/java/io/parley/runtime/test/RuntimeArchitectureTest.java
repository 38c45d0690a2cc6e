package io.parley.runtime.test;

import org.junit.jupiter.api.Test;

class RuntimeArchitectureTest {

    @Test
    void theRuntimeFollowsTheRules() {
        ArchitectureRules.of("io.parley.runtime").check();
    }
}
