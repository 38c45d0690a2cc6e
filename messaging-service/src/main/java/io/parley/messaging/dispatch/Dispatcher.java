package io.parley.messaging.dispatch;

import io.parley.messaging.channel.Channels;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.message.AcceptedMessage;
import io.parley.messaging.message.Handover;
import io.parley.messaging.message.LanesFreed;
import io.parley.runtime.work.InstanceSignals;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Sends accepted messages: one {@link ChannelLoop} per channel, started with the service and stopped with it. */
@ApplicationScoped
public class Dispatcher implements Handover {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final Map<String, ChannelLoop> loops = new HashMap<>();
    private final SenderCircuitBreakers circuitBreakers;
    private final DispatchResults results;
    private final JobDefaults jobDefaults;
    private final boolean enabled;

    Dispatcher(
            Channels channels,
            DispatchJobs jobs,
            OutboundReferenceResolver referenceResolver,
            AttemptSend attemptSend,
            DispatchResults results,
            SenderCircuitBreakers circuitBreakers,
            InstanceId instanceId,
            DispatchConfig config,
            InstanceSignals signals,
            Vertx vertx) {
        this.circuitBreakers = circuitBreakers;
        this.results = results;
        this.enabled = config.enabled();
        this.jobDefaults =
                new JobDefaults(instanceId.name(), config.lease(), config.expiresAfter(), config.bulkTimeout());
        channels.all()
                .forEach(channel -> loops.put(
                        channel.name().value(),
                        new ChannelLoop(
                                channel, jobs, referenceResolver, attemptSend, results, config, signals, vertx)));
    }

    @Override
    public JobDefaults jobDefaults() {
        return jobDefaults;
    }

    @Override
    public boolean reserve(AcceptedMessage message) {
        return enabled
                && circuitBreakers.of(message.reference().senderId()).isClosed()
                && loop(message).reserve();
    }

    @Override
    public void dispatch(AcceptedMessage message) {
        loop(message)
                .submit(new DispatchJob(
                        message.reference(),
                        message.sender(),
                        message.content(),
                        message.options(),
                        ProviderReferences.NONE,
                        message.lane(),
                        1,
                        1,
                        0,
                        false,
                        System.nanoTime()));
    }

    @Override
    public void release(AcceptedMessage message) {
        loop(message).release();
    }

    @Override
    public Duration pause(UUID sender) {
        return circuitBreakers.of(sender).remaining();
    }

    @Override
    public void wake(String channel) {
        loops.get(channel).wake();
    }

    /** Makes all channels claim from the table at once. */
    void wakeAll() {
        loops.values().forEach(ChannelLoop::wake);
    }

    void lanesFreed(@Observes LanesFreed event) {
        wakeAll();
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            loops.values().forEach(ChannelLoop::start);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        var stopping = loops.values().stream().map(ChannelLoop::stop).toList();
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

    private ChannelLoop loop(AcceptedMessage message) {
        return loops.get(message.reference().channel());
    }
}
