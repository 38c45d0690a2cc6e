package io.parley.gateway.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Durations of requests of Flows by outcome, and the part of them that the teams' endpoints take. */
@Singleton
class FlowMetrics {
    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(5),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final MeterRegistry registry;
    private final Map<String, Timer> requests = new ConcurrentHashMap<>();
    private final Timer endpoints;

    FlowMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.endpoints = Timer.builder("parley.flow.team.endpoint")
                .description("From the request to a team's endpoint to its whole response or its failure")
                .serviceLevelObjectives(OBJECTIVES)
                .register(registry);
    }

    /** @param start of the request, as {@link System#nanoTime()} */
    void answered(FlowAnswer answer, long start) {
        requests.computeIfAbsent(answer.outcome(), this::timer).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    /** @param start of the call, as {@link System#nanoTime()} */
    void called(long start) {
        endpoints.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String outcome) {
        return Timer.builder("parley.flow.requests")
                .description("Requests of Flows, from their last byte to the response")
                .tag("outcome", outcome)
                .serviceLevelObjectives(OBJECTIVES)
                .register(registry);
    }
}
