package io.parley.messaging.callback.delivery;

import io.parley.messaging.configuration.CallbackSettingsChanged;
import io.parley.runtime.logging.OutageLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * What has to be done now and then: take claims back whose instance vanished, see which endpoints are waited for, measure
 * the backlog, forget addresses.
 */
@Singleton
class CallbackMaintenance {
    private static final Logger LOG = Logger.getLogger(CallbackMaintenance.class);

    private final OutageLog outage = new OutageLog(LOG, "callbacks are not maintained");

    private final CallbackJobs jobs;
    private final ParkedCallbacks held;
    private final CallbackWorker worker;
    private final CallbackMetrics metrics;
    private final EndpointLimiters endpoints;
    private final Vertx vertx;
    private final long everyMillis;
    private long timer;

    CallbackMaintenance(
            CallbackJobs jobs,
            ParkedCallbacks held,
            CallbackWorker worker,
            CallbackMetrics metrics,
            EndpointLimiters endpoints,
            Vertx vertx,
            CallbackConfig config) {
        this.jobs = jobs;
        this.held = held;
        this.worker = worker;
        this.metrics = metrics;
        this.endpoints = endpoints;
        this.vertx = vertx;
        this.everyMillis = config.upkeep().toMillis();
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(0, everyMillis, ignored -> run());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Calls that wait for an old address must not wait any longer. */
    void changed(@Observes CallbackSettingsChanged event) {
        held.free(event.accountId())
                .invoke(worker::wake)
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("callbacks still wait for an old address error=%s", failure));
    }

    private void run() {
        endpoints.evict();
        takeBack().chain(held::look).chain(jobs::backlog).subscribe().with(this::measured, outage::failed);
    }

    private void measured(CallbackJobs.Backlog backlog) {
        outage.worked();
        metrics.backlog(backlog);
    }

    private Uni<Void> takeBack() {
        return jobs.takeBack().invoke(this::report).replaceWithVoid();
    }

    private void report(int rows) {
        if (rows > 0) {
            LOG.warnf("callback claims ran out, calls are made again count=%d", rows);
            worker.wake();
        }
    }
}
