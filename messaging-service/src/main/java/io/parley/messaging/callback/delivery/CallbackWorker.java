package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.endpoint.DisabledEndpoints;
import io.parley.messaging.callback.endpoint.EndpointLimiters;
import io.parley.messaging.callback.store.CallbackJob;
import io.parley.messaging.callback.store.CallbackJobs;
import io.parley.messaging.callback.store.CallbackResult;
import io.parley.messaging.callback.store.CallbackResults;
import io.parley.messaging.configuration.CallbackSettingsPropagation;
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
 * Delivers due callbacks: claims them in batches, parked ones only as far as their endpoint has capacity, and records
 * the results in batches. If an instance dies, its claims expire and the callbacks are delivered again, with the same
 * id and bytes.
 */
@Singleton
class CallbackWorker {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final DeliverCallback delivery;
    private final CallbackJobs jobs;
    private final ParkedCallbacks parked;
    private final EndpointLimiters endpoints;
    private final CallbackSettingsPropagation settings;
    private final DisabledEndpoints disabled;
    private final CallbackConfig config;
    private final GroupCommit<CallbackResult, Void> results;
    private final JobLoop<CallbackJob> loop;

    CallbackWorker(
            CallbackJobs jobs,
            ParkedCallbacks parked,
            CallbackResults recorded,
            EndpointLimiters endpoints,
            CallbackSettingsPropagation settings,
            DisabledEndpoints disabled,
            DeliverCallback delivery,
            CallbackConfig config,
            InstanceSignals signals,
            Vertx vertx) {
        this.jobs = jobs;
        this.parked = parked;
        this.endpoints = endpoints;
        this.settings = settings;
        this.disabled = disabled;
        this.delivery = delivery;
        this.config = config;
        this.results = GroupCommit.named("callback-results").lanes(2).batch(256).build(recorded::record);
        this.loop = JobLoop.named("callback")
                .batch(config.batch())
                .concurrency(config.concurrency())
                .every(config.poll())
                .signal(signals.signal("callback", this::onNotify))
                .build(vertx, this::claim, this::work);
        endpoints.onCapacity(loop::onNotify);
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

    /**
     * Claims parked callbacks of endpoints with free capacity first, and leaves at least half of the slots to newly due
     * ones. Claims none before it is known which endpoints are disabled.
     */
    private Uni<List<CallbackJob>> claim(int max) {
        if (!disabled.isLoaded()) {
            return Uni.createFrom().item(List.of());
        }
        var quotas = endpoints.quotas(Math.max(1, max / 2));
        var claimed =
                quotas.isEmpty() ? jobs.claim(max) : parked.claim(quotas).chain(parkedJobs -> addDue(parkedJobs, max));
        return claimed.call(this::loadSettings);
    }

    /** If that fails, claimed callbacks are still delivered, with the settings in memory. */
    private Uni<Void> loadSettings(List<CallbackJob> claimed) {
        return claimed.isEmpty()
                ? Uni.createFrom().voidItem()
                : settings.loaded().onFailure().recoverWithNull();
    }

    /** Adds newly due callbacks. If that claim fails, the ones claimed already are still delivered. */
    private Uni<List<CallbackJob>> addDue(List<CallbackJob> parkedJobs, int max) {
        var dueJobs = jobs.claim(max - parkedJobs.size());
        return parkedJobs.isEmpty()
                ? dueJobs
                : dueJobs.onFailure().recoverWithItem(List.of()).map(more -> ordered(parkedJobs, more));
    }

    private static List<CallbackJob> ordered(List<CallbackJob> parkedJobs, List<CallbackJob> dueJobs) {
        return Stream.concat(parkedJobs.stream(), dueJobs.stream())
                .sorted(Comparator.comparing(CallbackJob::id))
                .toList();
    }

    private Uni<Void> work(CallbackJob job) {
        return delivery.deliver(job)
                .call(this::record)
                .invoke(this::registerParked)
                .replaceWithVoid();
    }

    private void registerParked(CallbackResult result) {
        var endpointKey = result.endpointKey();
        if (result.isParked() && endpointKey != null) {
            endpoints.parked(endpointKey);
        }
    }

    /**
     * Retries while the database is unavailable, until the lease expires; after that the callback is delivered again.
     */
    private Uni<Void> record(CallbackResult result) {
        return results.commit(result)
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, MAX_PAUSE)
                .expireIn(config.lease().toMillis());
    }
}
