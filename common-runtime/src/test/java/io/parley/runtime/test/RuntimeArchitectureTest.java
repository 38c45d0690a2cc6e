package io.parley.runtime.test;

import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.bus.EventPublisher;
import org.junit.jupiter.api.Test;

class RuntimeArchitectureTest {

    @Test
    void theRuntimeFollowsTheRules() {
        ArchitectureRules.of("io.parley.runtime")
                .subscribingOnlyIn(EventPublisher.class, PeriodicTask.class)
                .check();
    }
}
