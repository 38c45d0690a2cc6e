package io.parley.bench;

import io.parley.local.Service;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** (e) Callback delay at nineteen endpoints while a twentieth misbehaves, against twenty healthy ones. */
final class EndpointsBench {

    private static final int ENDPOINTS = 20;
    private static final double PER_SECOND = 1000;
    private static final double TARGET = 1.2;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final List<EndpointBehaviour> FAULTS = List.of(
            EndpointBehaviour.HANGS, EndpointBehaviour.DRIPS, EndpointBehaviour.STREAMS, EndpointBehaviour.REDIRECTS);

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger round = new AtomicInteger();
    private int maxConnections;

    EndpointsBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    void run() {
        report.print("(e) callbacks of nineteen endpoints while a twentieth hangs, drips, streams or redirects");
        var endpoints = IntStream.range(0, ENDPOINTS)
                .mapToObj(i -> new TimedEndpoint(vertx))
                .toList();
        try (var stack = Stack.start(home, pace.jvm(), Set.of(Service.MESSAGING), false)) {
            stack.configureCallbacks(endpoints.getFirst().url(), "MessageStatus::accepted");
            warmUp(stack, endpoints);
            var rounds = Rounds.interleaved(
                    2 * FAULTS.size(),
                    () -> p99(stack, endpoints, nextFault()),
                    () -> p99(stack, endpoints, EndpointBehaviour.WELL));
            report.atMost(
                    "badEndpointP99", TARGET, "p99 with a faulty one, send to callback", "p99 of all healthy", rounds);
            report.figure("badEndpointConnections", "max connections to the faulty one", maxConnections);
            report.figure("badEndpointRedirected", "calls that followed a redirect", canaries(endpoints));
        } finally {
            endpoints.forEach(TimedEndpoint::close);
        }
    }

    private EndpointBehaviour nextFault() {
        return FAULTS.get(round.getAndIncrement() % FAULTS.size());
    }

    /** Runs all behaviours; a service that has just started may reject some requests. */
    private void warmUp(Stack stack, List<TimedEndpoint> endpoints) {
        var behaviours = EndpointBehaviour.values();
        for (var behaviour : behaviours) {
            endpoints.getLast().behave(behaviour);
            load(stack, endpoints, pace.warmUp().dividedBy(behaviours.length));
        }
    }

    /** Returns the p99 in milliseconds of all endpoints except the last, which is healthy at first. */
    private double p99(Stack stack, List<TimedEndpoint> endpoints, EndpointBehaviour ofLast) {
        var last = endpoints.getLast();
        stack.clear();
        last.behave(EndpointBehaviour.WELL);
        load(stack, endpoints, pace.load().dividedBy(4));
        last.behave(ofLast);
        endpoints.forEach(TimedEndpoint::reset);
        var sent = load(stack, endpoints, pace.load());
        if (ofLast != EndpointBehaviour.WELL) {
            maxConnections = Math.max(maxConnections, last.maxConnections());
        }
        return delays(endpoints.subList(0, ENDPOINTS - 1), sent).getValueAtPercentile(99) / 1000.0;
    }

    /** @return number of accepted messages */
    private long load(Stack stack, List<TimedEndpoint> endpoints, Duration time) {
        return new HttpLoad(vertx, stack.messaging(), 202)
                .openLoop(PER_SECOND, time, () -> request(stack, endpoints))
                .good();
    }

    private Request request(Stack stack, List<TimedEndpoint> endpoints) {
        var endpoint = endpoints.get(next.getAndIncrement() % ENDPOINTS);
        return stack.message("whatsapp", BenchContents.texts().get(), endpoint.url());
    }

    /** Waits for all calls: a missing call would otherwise not count as late. */
    private static Histogram delays(List<TimedEndpoint> endpoints, long sent) {
        var until = System.nanoTime() + TIMEOUT.toNanos();
        var expected = sent * endpoints.size() / ENDPOINTS;
        var all = sum(endpoints);
        while (all.getTotalCount() < expected) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(all.getTotalCount() + " calls arrived of " + expected);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            all = sum(endpoints);
        }
        return all;
    }

    private static Histogram sum(List<TimedEndpoint> endpoints) {
        var all = new Histogram(60_000_000L, 3);
        endpoints.forEach(endpoint -> all.add(endpoint.delays()));
        return all;
    }

    private static long canaries(List<TimedEndpoint> endpoints) {
        return endpoints.stream().mapToLong(TimedEndpoint::canaries).sum();
    }
}
