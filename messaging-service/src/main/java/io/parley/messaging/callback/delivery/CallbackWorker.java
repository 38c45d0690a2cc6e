package io.parley.messaging.callback.delivery;

import io.parley.runtime.commit.GroupCommit;
import io.parley.runtime.work.InstanceSignals;
import io.parley.runtime.work.JobLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes due calls: claims them in batches, those that wait for an endpoint only as far as it has room, and records what
 * came of them together. A claim whose instance died runs out and the call is made again, with the same id and bytes.
 */
@Singleton
class CallbackWorker {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final DeliverCallback delivery;
    private final CallbackJobs jobs;
    private final ParkedCallbacks held;
    private final EndpointLimiters endpoints;
    private final CallbackConfig config;
    private final GroupCommit<CallbackResult, Void> results;
    private final JobLoop<CallbackJob> loop;

    CallbackWorker(
            CallbackJobs jobs,
            ParkedCallbacks held,
            CallbackResults recorded,
            EndpointLimiters endpoints,
            DeliverCallback delivery,
            CallbackConfig config,
            InstanceSignals signals,
            Vertx vertx) {
        this.jobs = jobs;
        this.held = held;
        this.endpoints = endpoints;
        this.delivery = delivery;
        this.config = config;
        this.results = GroupCommit.named("callback-results").lanes(2).batch(256).on(recorded::record);
        this.loop = JobLoop.named("callback")
                .batch(config.batch())
                .concurrency(config.concurrency())
                .every(config.poll())
                .signal(signals.signal("callback", this::onNotify))
                .start(vertx, this::claim, this::work);
        endpoints.whenRoomy(loop::onNotify);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop().await().atMost(STOP_TIMEOUT);
    }

    void wake() {
        loop.wake();
    }

    private void onNotify() {
        loop.onNotify();
    }

    /** What waits for an endpoint that has room comes first, but leaves half of the places to what is newly due. */
    private Uni<List<CallbackJob>> claim(int max) {
        var pulls = endpoints.pulls(Math.max(1, max / 2));
        return pulls.isEmpty() ? jobs.claim(max) : held.claim(pulls).chain(waited -> besides(waited, max));
    }

    /** What was claimed already must be made, whatever becomes of the second claim. */
    private Uni<List<CallbackJob>> besides(List<CallbackJob> waited, int max) {
        var fresh = jobs.claim(max - waited.size());
        return waited.isEmpty()
                ? fresh
                : fresh.onFailure().recoverWithItem(List.of()).map(more -> inOrder(waited, more));
    }

    private static List<CallbackJob> inOrder(List<CallbackJob> waited, List<CallbackJob> fresh) {
        return Stream.concat(waited.stream(), fresh.stream())
                .sorted(Comparator.comparing(CallbackJob::id))
                .toList();
    }

    private Uni<Void> work(CallbackJob job) {
        return delivery.deliver(job).call(this::record).invoke(this::keepInMind).replaceWithVoid();
    }

    private void keepInMind(CallbackResult result) {
        if (result.endpointKey() != null) {
            endpoints.waitsIn(result.endpointKey());
        }
    }

    /** While the database is away, for as long as the claim is ours; after that the call is simply made again. */
    private Uni<Void> record(CallbackResult result) {
        return results.commit(result)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, MAX_PAUSE)
                .expireIn(config.lease().toMillis());
    }
}
