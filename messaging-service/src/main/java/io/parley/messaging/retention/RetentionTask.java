package io.parley.messaging.retention;

import io.parley.runtime.background.PeriodicTask;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Runs {@link RetentionMaintenance} at startup and then periodically. */
@ApplicationScoped
class RetentionTask {

    /** The first run after a shorter retention period was configured deletes a lot. */
    private static final Duration DEADLINE = Duration.ofHours(1);

    private final PeriodicTask task;

    RetentionTask(RetentionMaintenance maintenance, RetentionConfig config, Vertx vertx) {
        task = PeriodicTask.named("retention")
                .every(config.every())
                .deadline(DEADLINE)
                .build(vertx, maintenance::run);
    }

    void start(@Observes StartupEvent event) {
        task.start();
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }
}
