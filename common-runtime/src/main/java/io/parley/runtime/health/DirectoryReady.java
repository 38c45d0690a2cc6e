package io.parley.runtime.health;

import io.parley.runtime.directory.Directory;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the directory has caught up; before, valid keys would be refused. */
@Readiness
@Singleton
class DirectoryReady implements HealthCheck {
    private final Directory directory;

    DirectoryReady(Directory directory) {
        this.directory = directory;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("directory")
                .status(directory.caughtUp())
                .build();
    }
}
