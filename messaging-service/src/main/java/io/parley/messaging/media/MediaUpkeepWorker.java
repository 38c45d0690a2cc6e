package io.parley.messaging.media;

import io.parley.runtime.work.WorkLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Runs {@link MediaUpkeep} from time to time, the first time at the start. */
@ApplicationScoped
class MediaUpkeepWorker {
    private final MediaUpkeep upkeep;
    private final WorkLoop<Void> expired;
    private final WorkLoop<Void> orphans;

    MediaUpkeepWorker(MediaUpkeep upkeep, MediaSettings settings, Vertx vertx) {
        this.upkeep = upkeep;
        this.expired = loop("media-expired", settings.upkeep(), this::removeExpired, vertx);
        this.orphans = loop("media-orphans", settings.orphans(), upkeep::removeOrphans, vertx);
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
        return upkeep.removeExpired().invoke(this::goOn).replaceWithVoid();
    }

    private void goOn(int removed) {
        if (MediaUpkeep.isFull(removed)) {
            expired.wake();
        }
    }

    private static WorkLoop<Void> loop(String name, Duration every, Supplier<Uni<Void>> round, Vertx vertx) {
        return WorkLoop.named(name)
                .batch(1)
                .every(every)
                .over(vertx, most -> round.get().replaceWith(List.of()), job -> Uni.createFrom()
                        .voidItem());
    }
}
