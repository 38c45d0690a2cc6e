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

/** (e) How late callbacks come at nineteen addresses while a twentieth misbehaves, against twenty that are well. */
final class EndpointsBench {

    private static final int ENDPOINTS = 20;
    private static final double PER_SECOND = 1000;
    private static final double AIM = 1.2;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final List<EndpointBehaviour> MANNERS = List.of(
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
        report.print("(e) callbacks of nineteen addresses while a twentieth hangs, drips, streams or redirects");
        var endpoints = IntStream.range(0, ENDPOINTS)
                .mapToObj(i -> new TimedEndpoint(vertx))
                .toList();
        try (var stack = Stack.start(home, pace.jvm(), Set.of(Service.MESSAGING), false)) {
            stack.callBack(endpoints.getFirst().url(), "MessageStatus::accepted");
            warmUp(stack, endpoints);
            var rounds = Rounds.interleaved(
                    2 * MANNERS.size(),
                    () -> p99(stack, endpoints, bad()),
                    () -> p99(stack, endpoints, EndpointBehaviour.WELL));
            report.atMost("badEndpointP99", AIM, "p99 beside a bad one, send to callback", "p99 of all well", rounds);
            report.figure("badEndpointConnections", "most connections to the bad one", maxConnections);
            report.figure("badEndpointRedirected", "calls that followed a redirect", canaries(endpoints));
        } finally {
            endpoints.forEach(TimedEndpoint::close);
        }
    }

    private EndpointBehaviour bad() {
        return MANNERS.get(round.getAndIncrement() % MANNERS.size());
    }

    /** The good as well as the bad; a service that has just begun may refuse a few. */
    private void warmUp(Stack stack, List<TimedEndpoint> endpoints) {
        var manners = EndpointBehaviour.values();
        for (var manner : manners) {
            endpoints.getLast().behave(manner);
            load(stack, endpoints, pace.warmUp().dividedBy(manners.length));
        }
    }

    /** Milliseconds, of the calls to all addresses but the last, which is well at first. */
    private double p99(Stack stack, List<TimedEndpoint> endpoints, EndpointBehaviour ofLast) {
        var last = endpoints.getLast();
        stack.clear();
        last.behave(EndpointBehaviour.WELL);
        load(stack, endpoints, pace.round().dividedBy(4));
        last.behave(ofLast);
        endpoints.forEach(TimedEndpoint::reset);
        var sent = load(stack, endpoints, pace.round());
        if (ofLast != EndpointBehaviour.WELL) {
            maxConnections = Math.max(maxConnections, last.maxConnections());
        }
        return delays(endpoints.subList(0, ENDPOINTS - 1), sent).getValueAtPercentile(99) / 1000.0;
    }

    /** @return how many were accepted */
    private long load(Stack stack, List<TimedEndpoint> endpoints, Duration time) {
        return new HttpLoad(vertx, stack.messaging(), 202)
                .openLoop(PER_SECOND, time, () -> request(stack, endpoints))
                .good();
    }

    private Request request(Stack stack, List<TimedEndpoint> endpoints) {
        var endpoint = endpoints.get(next.getAndIncrement() % ENDPOINTS);
        return stack.message("whatsapp", BenchContents.texts().get(), endpoint.url());
    }

    /** All of them: a call that never came would otherwise not count as late. */
    private static Histogram delays(List<TimedEndpoint> endpoints, long sent) {
        var until = System.nanoTime() + TIMEOUT.toNanos();
        var expected = sent * endpoints.size() / ENDPOINTS;
        var all = sum(endpoints);
        while (all.getTotalCount() < expected) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(all.getTotalCount() + " calls came of " + expected);
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
