package io.parley.messaging.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.queue.DispatchJob;
import io.parley.messaging.queue.JobLeases.Backlog;
import io.parley.runtime.time.Elapsed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Metrics of dispatch: time to submission ({@code parley.message.handoff}), errors, messages in doubt and due. */
@Singleton
class DispatchMetrics {

    private record Handoff(String channel, String provider, String outcome) {}

    private record Count(String name, String description, String tag, String value, String channel) {}

    private static final String IN_DOUBT = "Messages whose outcome at the provider became unknown or known again";
    private static final String EXPIRED = "Messages given up because they could not be sent in time";
    private static final String ERRORS = "Sends that a provider refused, throttled or did not answer";

    private final MeterRegistry registry;
    private final InstantSource time;
    private final Map<Handoff, Timer> handoffs = new ConcurrentHashMap<>();
    private final Map<Count, Counter> counts = new ConcurrentHashMap<>();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong oldestMillis = new AtomicLong();
    private final AtomicLong inDoubt = new AtomicLong();

    DispatchMetrics(MeterRegistry registry, InstantSource time) {
        this.registry = registry;
        this.time = time;
        gauge("pending", "Messages that are due to be sent", pending).register(registry);
        gauge("in.doubt", "Messages of which it is unknown whether the provider has them", inDoubt)
                .register(registry);
        Gauge.builder("parley.dispatch.oldest.age", oldestMillis, millis -> millis.get() / 1_000.0)
                .description("How long the oldest due message has been due")
                .baseUnit("seconds")
                .register(registry);
    }

    private static Gauge.Builder<?> gauge(String name, String description, Number value) {
        return Gauge.builder("parley.dispatch." + name, value, Number::doubleValue)
                .description(description);
    }

    void attempted(DispatchJob job, Submission submission) {
        var channel = job.message().channel();
        switch (submission) {
            case Submission.Accepted accepted -> submitted(job, network(accepted.provider()), "accepted");
            case Submission.Rejected rejected -> {
                submitted(job, channel, "rejected");
                error(channel, "rejected");
            }
            case Submission.Deferred deferred -> error(channel, deferred.throttled() ? "throttled" : "unavailable");
            case Submission.RecipientThrottled throttled -> error(channel, "throttled");
            case Submission.InDoubt doubt -> {
                error(channel, "unknown");
                inDoubt(channel, "entered", 1);
            }
        }
    }

    /**
     * @param what {@code entered}, {@code resent}, {@code failed}; {@code settled} is counted by {@code MessageMetrics}
     *     and {@link LostResponses}
     */
    void inDoubt(String channel, String what, long messages) {
        count(new Count("parley.messages.in.doubt", IN_DOUBT, "event", what, channel), messages);
    }

    void expired(String channel, long messages) {
        count(new Count("parley.messages.expired", EXPIRED, "event", "expired", channel), messages);
    }

    /** Creates the channel's counters of rare events, so that the first one is an increase. */
    void register(String channel) {
        expired(channel, 0);
        inDoubt(channel, "entered", 0);
    }

    void waiting(Backlog backlog) {
        pending.set(backlog.jobs());
        inDoubt.set(backlog.inDoubt());
        oldestMillis.set(backlog.oldest().toMillis());
    }

    /** Without what follows a slash: it can be the id of a sender, and a label contains none. */
    private static String network(String provider) {
        return provider.replaceFirst("/.*", "");
    }

    private void submitted(DispatchJob job, String provider, String outcome) {
        handoffs.computeIfAbsent(new Handoff(job.message().channel(), provider, outcome), this::handoff)
                .record(Elapsed.between(job.message().acceptedAt(), time.instant()));
    }

    private void error(String channel, String kind) {
        count(new Count("parley.provider.errors", ERRORS, "class", kind, channel), 1);
    }

    private void count(Count count, long by) {
        counts.computeIfAbsent(count, this::counter).increment((double) by);
    }

    private Counter counter(Count count) {
        var channelTag = count.name().startsWith("parley.provider") ? "provider" : "channel";
        return Counter.builder(count.name())
                .description(count.description())
                .tag(count.tag(), count.value())
                .tag(channelTag, count.channel())
                .register(registry);
    }

    private Timer handoff(Handoff key) {
        return Timer.builder("parley.message.handoff")
                .description("From acceptance to the provider's answer")
                .tag("channel", key.channel())
                .tag("provider", key.provider())
                .tag("outcome", key.outcome())
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .register(registry);
    }
}
