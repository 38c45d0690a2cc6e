package io.parley.messaging.media;

import io.parley.runtime.work.JobLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Runs {@link MediaMaintenance} periodically, first at startup. */
@ApplicationScoped
class MediaMaintenanceTask {
    private final MediaMaintenance maintenance;
    private final JobLoop<Void> expired;
    private final JobLoop<Void> orphans;

    MediaMaintenanceTask(MediaMaintenance maintenance, MediaConfig settings, Vertx vertx) {
        this.maintenance = maintenance;
        this.expired = loop("media-expired", settings.upkeep(), this::removeExpired, vertx);
        this.orphans = loop("media-orphans", settings.orphans(), maintenance::removeOrphans, vertx);
    }

    void start(@Observes StartupEvent event) {
        expired.start();
        orphans.start();
    }

    void stop(@Observes ShutdownEvent event) {
        Uni.join()
                .all(expired.stop(), orphans.stop())
                .andCollectFailures()
                .subscribe()
                .with(done -> {});
    }

    private Uni<Void> removeExpired() {
        return maintenance.removeExpired().invoke(this::continueIfFull).replaceWithVoid();
    }

    private void continueIfFull(int removed) {
        if (MediaMaintenance.isFull(removed)) {
            expired.wake();
        }
    }

    private static JobLoop<Void> loop(String name, Duration every, Supplier<Uni<Void>> task, Vertx vertx) {
        return JobLoop.named(name)
                .batch(1)
                .every(every)
                .build(vertx, max -> task.get().replaceWith(List.of()), job -> Uni.createFrom()
                        .voidItem());
    }
}
