package io.parley.messaging.media;

import io.parley.runtime.background.PeriodicTask;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Runs {@link MediaMaintenance} periodically, first at startup. */
@ApplicationScoped
class MediaMaintenanceTask {
    /** A store can have millions of files. */
    private static final Duration DEADLINE = Duration.ofHours(6);

    private final MediaMaintenance maintenance;
    private final PeriodicTask expired;
    private final PeriodicTask orphans;

    MediaMaintenanceTask(MediaMaintenance maintenance, MediaConfig settings, Vertx vertx) {
        this.maintenance = maintenance;
        this.expired = PeriodicTask.named("media-expired")
                .every(settings.maintenanceInterval())
                .deadline(DEADLINE)
                .build(vertx, this::removeExpired);
        this.orphans = PeriodicTask.named("media-orphans")
                .every(settings.orphans())
                .deadline(DEADLINE)
                .build(vertx, maintenance::removeOrphans);
    }

    void start(@Observes StartupEvent event) {
        expired.start();
        orphans.start();
    }

    void stop(@Observes ShutdownEvent event) {
        expired.stop();
        orphans.stop();
    }

    private Uni<Void> removeExpired() {
        return maintenance.removeExpired().invoke(this::continueIfFull).replaceWithVoid();
    }

    private void continueIfFull(int removed) {
        if (MediaMaintenance.isFull(removed)) {
            expired.wake();
        }
    }
}
