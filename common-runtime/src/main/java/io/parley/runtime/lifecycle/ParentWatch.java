package io.parley.runtime.lifecycle;

import io.quarkus.logging.Log;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Ends the service in order when its launcher is gone, so that a killed local run leaves no process behind. */
@ApplicationScoped
class ParentWatch {

    private final OptionalLong parentPid;

    /**
     * @param parentPid process id of the launcher that started this service; the service ends when that process is gone,
     *     however it went. A positive number; absent in production, where only the platform ends a service
     */
    ParentWatch(@ConfigProperty(name = "parley.parent-pid") OptionalLong parentPid) {
        this.parentPid = parentPid;
    }

    void watch(@Observes StartupEvent started) {
        parentPid.ifPresent(pid -> ProcessHandle.of(pid)
                .ifPresentOrElse(parent -> parent.onExit().thenRun(() -> leave(pid)), () -> leave(pid)));
    }

    private static void leave(long pid) {
        Log.infof("parent process is gone, stopping parentPid=%d", pid);
        Quarkus.asyncExit();
    }
}
