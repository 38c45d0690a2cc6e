package io.parley.messaging.callback;

import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.work.Bells;
import io.parley.runtime.work.WorkLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Makes due calls: claims them in batches, lets those of one message go one after the other, and records what came of
 * them together. A claim whose instance died runs out and the call is made again, with the same id and bytes.
 */
@Singleton
class CallbackWorker {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(15);

    private final DeliverCallback delivery;
    private final CallbackConfig config;
    private final GroupCommit<CallbackResult, Void> results;
    private final WorkLoop<CallbackJob> loop;
    private final MessageOrder order = new MessageOrder();

    CallbackWorker(CallbackJobs jobs, DeliverCallback delivery, CallbackConfig config, Bells bells, Vertx vertx) {
        this.delivery = delivery;
        this.config = config;
        this.results = GroupCommit.named("callback-results").lanes(2).batch(256).over(jobs::record);
        this.loop = WorkLoop.named("callback")
                .batch(config.batch())
                .concurrency(config.concurrency())
                .every(config.poll())
                .bell(bells.bell("callback", this::heard))
                .over(vertx, most -> jobs.claim(most, config.lease()), this::work);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop().await().atMost(PATIENCE_AT_STOP);
    }

    void wake() {
        loop.wake();
    }

    private void heard() {
        loop.heard();
    }

    private Uni<Void> work(CallbackJob job) {
        return order.run(job.row().messageId(), () -> delivery.deliver(job)).chain(this::record);
    }

    /** While the database is away, for as long as the claim is ours; after that the call is simply made again. */
    private Uni<Void> record(CallbackResult result) {
        return results.commit(result)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(config.lease().toMillis());
    }
}
