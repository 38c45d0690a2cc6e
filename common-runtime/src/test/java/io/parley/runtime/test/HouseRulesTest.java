package io.parley.runtime.test;

import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.work.Bells;
import io.parley.runtime.work.WorkLoop;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void theRuntimeKeepsThem() {
        HouseRules.of("io.parley.runtime")
                .subscribingOnlyIn(Bells.class, GroupCommit.class, WorkLoop.class)
                .check();
    }
}
