package io.parley.runtime.lifecycle;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stops the service gracefully when its launcher has ended, so that a killed local run leaves no process behind. */
@ApplicationScoped
class ParentWatch {

    private final OptionalLong parentPid;

    /**
     * @param parentPid process id of the launcher that started this service; the service stops when that process has
     *      ended for any reason. A positive number; absent in production, where only the platform stops a service
     */
    ParentWatch(@ConfigProperty(name = "parley.parent-pid") OptionalLong parentPid) {
        this.parentPid = parentPid;
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
