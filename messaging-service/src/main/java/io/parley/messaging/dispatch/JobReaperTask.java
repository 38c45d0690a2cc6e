package io.parley.messaging.dispatch;

import io.parley.messaging.queue.DispatchConfig;
import io.parley.messaging.queue.DispatchSlots;
import io.parley.messaging.queue.WebhookClock;
import io.parley.runtime.background.PeriodicTask;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Runs {@link JobReaper} and {@link InDoubtResolver} periodically in every instance; one instance is enough. */
@ApplicationScoped
class JobReaperTask {

    private static final Duration SLOW_INTERVAL = Duration.ofSeconds(10);

    private final JobReaper reaper;
    private final LostResponses lostResponses;
    private final InDoubtResolver inDoubtResolver;
    private final DispatchSlots slots;
    private final WebhookClock clock;
    private final PeriodicTask task;
    private boolean ownLeasesExpired;
    private long lastSlow = System.nanoTime();

    JobReaperTask(
            JobReaper reaper,
            LostResponses lostResponses,
            InDoubtResolver inDoubtResolver,
            DispatchSlots slots,
            WebhookClock clock,
            DispatchConfig config,
            Vertx vertx) {
        this.reaper = reaper;
        this.lostResponses = lostResponses;
        this.inDoubtResolver = inDoubtResolver;
        this.slots = slots;
        this.clock = clock;
        this.task = PeriodicTask.named("dispatch-watch").every(config.watch()).build(vertx, this::round);
    }

    void start(@Observes StartupEvent event) {
        task.start();
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    private Uni<Void> round() {
        return expireOwnLeases()
                .chain(reaper::expireLeases)
                .chain(this::endHolds)
                .chain(reaper::freeLanes)
                .invoke(this::wakeIf)
                .chain(this::slowRound);
    }

    private Uni<Void> endHolds() {
        return clock.read()
                .call(now -> lostResponses.settle(now).invoke(this::wakeIf))
                .chain(inDoubtResolver::end)
                .invoke(this::wakeIf)
                .replaceWithVoid();
    }

    private Uni<Void> expireOwnLeases() {
        return ownLeasesExpired
                ? Uni.createFrom().voidItem()
                : reaper.expireOwnLeases().invoke(() -> ownLeasesExpired = true);
    }

    private Uni<Void> slowRound() {
        if (System.nanoTime() - lastSlow < SLOW_INTERVAL.toNanos()) {
            return Uni.createFrom().voidItem();
        }
        lastSlow = System.nanoTime();
        return reaper.expire().invoke(this::wakeIf).chain(reaper::measure);
    }

    private void wakeIf(boolean due) {
        if (due) {
            slots.wakeAll();
        }
    }
}
