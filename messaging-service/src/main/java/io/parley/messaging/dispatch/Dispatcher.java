package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channels;
import io.parley.messaging.queue.DispatchConfig;
import io.parley.messaging.queue.DispatchSlots;
import io.parley.runtime.work.InstanceSignals;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Sends accepted messages: one {@link ChannelLoop} per channel, started with the service and stopped with it. */
@ApplicationScoped
class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final List<ChannelLoop> loops;
    private final DispatchResults results;
    private final boolean enabled;

    Dispatcher(
            Channels channels,
            ClaimJobs jobs,
            DispatchSlots slots,
            OutboundReferenceResolver referenceResolver,
            AttemptSend attemptSend,
            DispatchResults results,
            DispatchConfig config,
            InstanceSignals signals,
            DispatchMetrics metrics,
            Vertx vertx) {
        this.results = results;
        channels.all().forEach(channel -> metrics.register(channel.name().value()));
        this.enabled = config.enabled();
        this.loops = channels.all().stream()
                .map(channel -> new ChannelLoop(
                        channel,
                        jobs,
                        slots.of(channel.name().value()),
                        referenceResolver,
                        attemptSend,
                        results,
                        config,
                        signals,
                        vertx))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            loops.forEach(ChannelLoop::start);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        var stopping = loops.stream().map(ChannelLoop::stop).toList();
        try {
            Uni.join()
                    .all(stopping)
                    .andCollectFailures()
                    .chain(results::stop)
                    .await()
                    .atMost(STOP_TIMEOUT);
        } catch (RuntimeException e) {
            LOG.warnf("not all jobs were released; their leases expire error=%s", e.toString());
        }
    }
}
