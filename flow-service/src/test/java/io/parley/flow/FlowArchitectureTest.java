package io.parley.flow;

import io.parley.runtime.test.ArchitectureRules;
import org.junit.jupiter.api.Test;

class FlowArchitectureTest {

    @Test
    void flowServiceFollowsTheRules() {
        ArchitectureRules.of("io.parley.flow").check();
    }
}
