package io.parley.messaging.channel.sms;

import io.parley.runtime.logging.OutageLog;
import io.parley.runtime.work.JobLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Hands over what has arrived of texts whose other parts stay away: each part was acknowledged, so nobody will send it
 * again. Every instance looks; what two of them take is one message by its id.
 */
@ApplicationScoped
class OverdueSegmentsTask {
    private final OutageLog outage =
            new OutageLog(Logger.getLogger(OverdueSegmentsTask.class), "overdue texts are not taken");
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final SegmentStore parts;
    private final SmsChannel channel;
    private final boolean enabled;
    private final JobLoop<Void> loop;

    OverdueSegmentsTask(SegmentStore parts, SmsChannel channel, SmsConfig settings, Vertx vertx) {
        this.parts = parts;
        this.channel = channel;
        this.enabled = settings.enabled();
        this.loop = JobLoop.named("sms-parts")
                .batch(1)
                .every(EVERY)
                .start(vertx, n -> submit().replaceWith(List.of()), job -> Uni.createFrom()
                        .voidItem());
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop().subscribe().with(done -> {});
    }

    /** Done when those that were found are handed over. */
    Uni<Void> submit() {
        return parts.overdue()
                .onItem()
                .transformToMulti(texts -> Multi.createFrom().iterable(texts))
                .onItem()
                .transformToUniAndConcatenate(this::take)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** One that cannot be taken stays for the next time and keeps nobody else waiting. */
    private Uni<Void> take(SegmentStore.Joined text) {
        return channel.takeOverdue(text)
                .invoke(outage::worked)
                .onFailure()
                .invoke(outage::failed)
                .onFailure()
                .recoverWithNull();
    }
}
