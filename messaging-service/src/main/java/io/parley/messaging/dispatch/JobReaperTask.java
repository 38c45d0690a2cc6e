package io.parley.messaging.dispatch;

import io.parley.runtime.work.JobLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** Runs {@link JobReaper} and {@link InDoubtResolver} again and again; every instance does, and any one of them suffices. */
@ApplicationScoped
class JobReaperTask {

    private static final Duration SLOW = Duration.ofSeconds(10);

    private final JobReaper watch;
    private final LostResponses lost;
    private final InDoubtResolver holds;
    private final Dispatcher dispatcher;
    private final JobLoop<Void> loop;
    private boolean inherited;
    private long lastSlow = System.nanoTime();

    JobReaperTask(
            JobReaper watch,
            LostResponses lost,
            InDoubtResolver holds,
            Dispatcher dispatcher,
            DispatchConfig config,
            Vertx vertx) {
        this.watch = watch;
        this.lost = lost;
        this.holds = holds;
        this.dispatcher = dispatcher;
        this.loop = JobLoop.named("dispatch-watch")
                .batch(1)
                .every(config.watch())
                .start(vertx, n -> round().replaceWith(List.of()), job -> Uni.createFrom()
                        .voidItem());
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop().subscribe().with(done -> {});
    }

    private Uni<Void> round() {
        return inherit()
                .chain(watch::expireLeases)
                .chain(this::endHolds)
                .chain(watch::freeLanes)
                .invoke(this::wakeIf)
                .chain(this::slowRound);
    }

    private Uni<Void> endHolds() {
        return holds.clock()
                .call(clock -> lost.settle(clock).invoke(this::wakeIf))
                .chain(holds::end)
                .invoke(this::wakeIf)
                .replaceWithVoid();
    }

    private Uni<Void> inherit() {
        return inherited ? Uni.createFrom().voidItem() : watch.inherit().invoke(() -> inherited = true);
    }

    private Uni<Void> slowRound() {
        if (System.nanoTime() - lastSlow < SLOW.toNanos()) {
            return Uni.createFrom().voidItem();
        }
        lastSlow = System.nanoTime();
        return watch.expire().invoke(this::wakeIf).chain(watch::measure);
    }

    private void wakeIf(boolean due) {
        if (due) {
            dispatcher.wakeAll();
        }
    }
}
