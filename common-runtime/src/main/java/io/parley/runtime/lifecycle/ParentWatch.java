package io.parley.runtime.lifecycle;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.OptionalLong;

/** Stops the service gracefully when its launcher has ended, so that a killed local run leaves no process behind. */
@ApplicationScoped
class ParentWatch {

    private final OptionalLong parentPid;

    ParentWatch(ProcessConfig config) {
        this.parentPid = config.parentPid();
    }

    void watch(@Observes StartupEvent started) {
        parentPid.ifPresent(pid -> ProcessHandle.of(pid)
                .ifPresentOrElse(parent -> parent.onExit().thenRun(() -> stop(pid)), () -> stop(pid)));
    }

    private static void stop(long pid) {
        Log.infof("parent process ended, stopping parentPid=%d", pid);
        Quarkus.asyncExit();
    }
}
