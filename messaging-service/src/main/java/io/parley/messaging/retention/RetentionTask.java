package io.parley.messaging.retention;

import io.parley.runtime.work.JobLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Runs {@link RetentionMaintenance} at startup and then periodically. */
@ApplicationScoped
class RetentionTask {

    private final JobLoop<Void> loop;

    RetentionTask(RetentionMaintenance maintenance, RetentionConfig config, Vertx vertx) {
        loop = JobLoop.named("upkeep")
                .batch(1)
                .every(config.every())
                .build(vertx, n -> maintenance.run().replaceWith(List.of()), job -> Uni.createFrom()
                        .voidItem());
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop().subscribe().with(ignored -> {});
    }
}
