package io.parley.messaging.callback.delivery;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.messaging.callback.endpoint.DisabledEndpoints;
import io.parley.messaging.callback.endpoint.EndpointLimiters;
import io.parley.messaging.callback.store.CallbackJob;
import io.parley.messaging.callback.store.CallbackJobs;
import io.parley.messaging.callback.store.CallbackResult;
import io.parley.messaging.callback.store.CallbackResult.Attempted;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code parley.callback.*}: deliveries of callbacks. */
@Singleton
class CallbackMetrics {
    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Map<Tags, Timer> deliveries = new ConcurrentHashMap<>();
    private volatile CallbackJobs.Backlog backlog = new CallbackJobs.Backlog(0, 0, 0);
    private final DistributionSummary attempts;
    private final Timer firstAttempt;

    CallbackMetrics(MeterRegistry registry, EndpointLimiters endpoints, DisabledEndpoints disabled) {
        this.registry = registry;
        this.attempts = DistributionSummary.builder("parley.callback.attempts")
                .description("Attempts of a callback until it was delivered or exhausted")
                .register(registry);
        this.firstAttempt = Timer.builder("parley.callback.first.attempt")
                .description("Time from the fact to the first attempt")
                .serviceLevelObjectives(OBJECTIVES)
                .register(registry);
        Gauge.builder("parley.callback.pending", this, metrics -> metrics.backlog.pending())
                .description("Callbacks not yet delivered, counted up to 100,000")
                .register(registry);
        Gauge.builder("parley.callback.suspended", this, metrics -> metrics.backlog.suspended())
                .description("Callbacks kept until their disabled endpoint is enabled, counted up to 100,000")
                .register(registry);
        Gauge.builder("parley.callback.endpoints.disabled", disabled, DisabledEndpoints::size)
                .description("Endpoints disabled because they failed for days; their callbacks are not attempted")
                .register(registry);
        Gauge.builder("parley.callback.oldest.age", this, metrics -> metrics.backlog.oldestSeconds())
                .description("How long the oldest due callback has been due")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("parley.callback.endpoints.open", endpoints, EndpointLimiters::open)
                .description("Endpoints with an open circuit breaker and parked callbacks")
                .register(registry);
    }

    void attemptStarted(CallbackJob job) {
        if (job.attempts() == 0) {
            firstAttempt.record(job.age().plus(job.held()));
        }
    }

    void attemptEnded(Attempted result) {
        var tags = new Tags(outcome(result), result.attempt().status() / 100);
        deliveries.computeIfAbsent(tags, this::timer).record(result.attempt().took());
        if (!(result instanceof CallbackResult.Retry)) {
            attempts.record(result.job().attempts() + 1.0);
        }
    }

    void backlog(CallbackJobs.Backlog measured) {
        backlog = measured;
    }

    private static String outcome(Attempted result) {
        return switch (result) {
            case CallbackResult.Delivered delivered -> "ok";
            case CallbackResult.Retry retry -> "retry";
            case CallbackResult.Exhausted exhausted -> "dead";
        };
    }

    private Timer timer(Tags tags) {
        return Timer.builder("parley.callback.deliveries")
                .description("Attempts to deliver callbacks")
                .tag("outcome", tags.outcome())
                .tag("status_class", tags.statusClass() == 0 ? "none" : tags.statusClass() + "xx")
                .serviceLevelObjectives(OBJECTIVES)
                .register(registry);
    }

    private record Tags(String outcome, int statusClass) {}
}
