package io.parley.messaging.channel.sms;

import io.parley.runtime.background.PeriodicTask;
import io.parley.runtime.logging.OutageLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Delivers texts whose missing segments did not arrive in time: the stored segments were acknowledged, so no SMSC will
 * send them again. Runs on every instance; the message id removes duplicates.
 */
@ApplicationScoped
class OverdueSegmentsTask {
    private final OutageLog outage =
            new OutageLog(Logger.getLogger(OverdueSegmentsTask.class), "overdue texts are not delivered");
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final SegmentStore segments;
    private final SmsChannel channel;
    private final boolean enabled;
    private final PeriodicTask task;

    OverdueSegmentsTask(SegmentStore segments, SmsChannel channel, SmsConfig settings, Vertx vertx) {
        this.segments = segments;
        this.channel = channel;
        this.enabled = settings.enabled();
        this.task = PeriodicTask.named("sms-parts").every(EVERY).build(vertx, this::deliverOverdue);
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            task.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    /** Delivers the overdue texts of one lookup. */
    Uni<Void> deliverOverdue() {
        return segments.overdue()
                .onItem()
                .transformToMulti(texts -> Multi.createFrom().iterable(texts))
                .onItem()
                .transformToUniAndConcatenate(this::deliver)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** A text that fails stays stored for the next run and does not block the others. */
    private Uni<Void> deliver(SegmentStore.Joined text) {
        return channel.acceptOverdue(text)
                .invoke(outage::succeeded)
                .onFailure()
                .invoke(outage::failed)
                .onFailure()
                .recoverWithNull();
    }
}
