package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.endpoint.DisabledEndpoints;
import io.parley.messaging.callback.endpoint.EndpointLimiters;
import io.parley.messaging.callback.store.CallbackJobs;
import io.parley.messaging.configuration.CallbackSettingsChanged;
import io.parley.runtime.background.PeriodicTask;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Periodic maintenance: reclaims expired claims, disables endpoints that fail, looks up parked endpoints, measures the
 * backlog, evicts idle endpoints.
 */
@Singleton
class CallbackMaintenance {
    private static final Logger LOG = Logger.getLogger(CallbackMaintenance.class);

    private final CallbackJobs jobs;
    private final ParkedCallbacks parked;
    private final CallbackWorker worker;
    private final CallbackMetrics metrics;
    private final EndpointLimiters endpoints;
    private final DisabledEndpoints disabled;
    private final OutageMaintenance outages;
    private final PeriodicTask task;

    CallbackMaintenance(
            CallbackJobs jobs,
            ParkedCallbacks parked,
            CallbackWorker worker,
            CallbackMetrics metrics,
            EndpointLimiters endpoints,
            DisabledEndpoints disabled,
            OutageMaintenance outages,
            Vertx vertx,
            CallbackConfig config) {
        this.jobs = jobs;
        this.parked = parked;
        this.worker = worker;
        this.metrics = metrics;
        this.endpoints = endpoints;
        this.disabled = disabled;
        this.outages = outages;
        this.task = PeriodicTask.named("callback-maintenance")
                .every(config.maintenanceInterval())
                .build(vertx, this::run);
    }

    void start(@Observes StartupEvent event) {
        task.start();
    }

    void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    /** Unparks the account's callbacks, as their URL may have changed, and enables its endpoints. */
    void settingsChanged(@Observes CallbackSettingsChanged event) {
        disabled.settingsChanged(event.accountId());
        parked.unpark(event.accountId())
                .chain(outages::run)
                .chain(parked::refreshEndpointKeys)
                .invoke(worker::wake)
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("callbacks remain parked for the old URL error=%s", failure));
    }

    private Uni<Void> run() {
        endpoints.evict();
        return reclaimExpired()
                .chain(outages::run)
                .chain(parked::refreshEndpointKeys)
                .chain(jobs::backlog)
                .invoke(metrics::backlog)
                .replaceWithVoid();
    }

    /** Releases the callbacks of an endpoint that was enabled, without waiting for the next run. */
    Uni<Void> release() {
        return outages.run().chain(parked::refreshEndpointKeys).invoke(worker::wake);
    }

    private Uni<Void> reclaimExpired() {
        return jobs.reclaimExpired().invoke(this::report).replaceWithVoid();
    }

    private void report(int rows) {
        if (rows > 0) {
            LOG.warnf("callback claims expired, callbacks are delivered again count=%d", rows);
            worker.wake();
        }
    }
}
