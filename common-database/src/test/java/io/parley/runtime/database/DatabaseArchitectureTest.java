package io.parley.runtime.database;

import io.parley.runtime.background.Detached;
import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.bus.EventPublisher;
import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.outbox.FactOutbox;
import io.parley.runtime.test.ArchitectureRules;
import io.parley.runtime.work.InstanceSignals;
import io.parley.runtime.work.JobLoop;
import org.junit.jupiter.api.Test;

/** Checks the packages of this module together with those of common-runtime: they share one tree. */
class DatabaseArchitectureTest {

    @Test
    void theModuleFollowsTheRules() {
        ArchitectureRules.of("io.parley.runtime")
                .subscribingOnlyIn(
                        InstanceSignals.class,
                        GroupCommit.class,
                        JobLoop.class,
                        EventPublisher.class,
                        PeriodicTask.class,
                        Detached.class,
                        FactOutbox.class)
                .check();
    }
}
