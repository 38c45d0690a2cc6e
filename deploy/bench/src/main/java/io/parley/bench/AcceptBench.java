package io.parley.bench;

import io.parley.local.Service;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** (a) Durable 202s a second against one transaction a message, and what a message costs with and without history. */
final class AcceptBench {

    private static final int CONNECTIONS = 64;
    private static final int POOL = 16;

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;

    AcceptBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    void run() {
        report.say("(a) accept");
        try (var stack = Stack.start(home, pace.jvm(), Set.of(Service.MESSAGING), false);
                var baseline = new Baseline(vertx, stack.database(), POOL)) {
            accept(stack, pace.warmUp());
            var rounds = Rounds.interleaved(pace.rounds(), () -> fresh(stack).perSecond(), () -> {
                baseline.clear();
                return baseline.messagesPerSecond(pace.round());
            });
            report.ratio("accept", 2.5, "202s, each on disk", "one transaction a message", rounds);
            report.latency("accept", rounds.perSecond() / 2, atRate(stack, rounds.perSecond() / 2));
            costWithHistory(stack);
        }
    }

    private void costWithHistory(Stack stack) {
        var empty = costOfMessage(stack);
        stack.clear();
        History.store(stack, pace.history());
        var full = costOfMessage(stack);
        report.perProcess("acceptCpuMicros", "CPU µs a message, empty database", empty);
        report.perProcess("acceptCpuMicrosWithHistory", "CPU µs a message with " + pace.history() + " stored", full);
        report.figure("historyCostRatio", "cost with history / cost without", total(full) / total(empty));
    }

    private Map<String, Double> costOfMessage(Stack stack) {
        var processes = stack.processes();
        var before = processes.cpuSeconds();
        var answers = accept(stack, pace.round());
        return Cost.micros(before, processes.cpuSeconds(), answers.good());
    }

    private Answers fresh(Stack stack) {
        stack.clear();
        return accept(stack, pace.round());
    }

    private Answers accept(Stack stack, Duration time) {
        return load(stack).closedLoop(CONNECTIONS, time, () -> stack.text("whatsapp"));
    }

    private Answers atRate(Stack stack, double perSecond) {
        stack.clear();
        return load(stack).openLoop(perSecond, pace.round(), () -> stack.text("whatsapp"));
    }

    private HttpLoad load(Stack stack) {
        return new HttpLoad(vertx, stack.messaging(), 202);
    }

    private static double total(Map<String, Double> cost) {
        return new TreeMap<>(cost).values().stream().mapToDouble(v -> v).sum();
    }
}
