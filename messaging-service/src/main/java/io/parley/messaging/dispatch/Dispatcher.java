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
    private static final Duration MAX_STOP = Duration.ofSeconds(20);

    private final Map<String, ChannelLoop> loops = new HashMap<>();
    private final SenderCircuitBreakers gates;
    private final DispatchResults outcomes;
    private final JobDefaults terms;
    private final boolean enabled;

    Dispatcher(
            Channels channels,
            DispatchJobs jobs,
            OutboundReferenceResolver referring,
            AttemptSend tries,
            DispatchResults outcomes,
            SenderCircuitBreakers gates,
            InstanceId owner,
            DispatchConfig config,
            InstanceSignals signals,
            Vertx vertx) {
        this.gates = gates;
        this.outcomes = outcomes;
        this.enabled = config.enabled();
        this.terms = new JobDefaults(owner.name(), config.lease(), config.expiresAfter(), config.bulkTimeout());
        channels.all()
                .forEach(channel -> loops.put(
                        channel.name().value(),
                        new ChannelLoop(channel, jobs, referring, tries, outcomes, config, signals, vertx)));
    }

    @Override
    public JobDefaults terms() {
        return terms;
    }

    @Override
    public boolean reserve(AcceptedMessage message) {
        return enabled
                && gates.of(message.facts().senderId()).isOpen()
                && loop(message).reserve();
    }

    @Override
    public void take(AcceptedMessage message) {
        loop(message)
                .take(new DispatchJob(
                        message.facts(),
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
        return gates.of(sender).remaining(System.nanoTime());
    }

    @Override
    public void wake(String channel) {
        loops.get(channel).wake();
    }

    /** Looks into the table at once. */
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
                    .chain(outcomes::stop)
                    .await()
                    .atMost(MAX_STOP);
        } catch (RuntimeException e) {
            LOG.warnf("not everything was given back; its leases run out error=%s", e.toString());
        }
    }

    private ChannelLoop loop(AcceptedMessage message) {
        return loops.get(message.facts().channel());
    }
}
