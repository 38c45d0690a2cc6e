package io.parley.runtime.test;

import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.work.InstanceSignals;
import io.parley.runtime.work.JobLoop;
import org.junit.jupiter.api.Test;

class RuntimeArchitectureTest {

    @Test
    void theRuntimeFollowsTheRules() {
        ArchitectureRules.of("io.parley.runtime")
                .subscribingOnlyIn(InstanceSignals.class, GroupCommit.class, JobLoop.class)
                .check();
    }
}
