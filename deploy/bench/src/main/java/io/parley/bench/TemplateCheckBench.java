package io.parley.bench;

import io.parley.local.Service;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * (h) What the check of a template message costs when it is accepted: the same messages with a known template, which is
 * checked, and with one that is not known, which is not.
 */
final class TemplateCheckBench {
    private static final int CONNECTIONS = 64;
    private static final double TARGET = 1.03;
    private static final int ACCEPTED = 202;
    private static final int REFUSED = 400;
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Path home;
    private final Pace pace;
    private final Report report;

    TemplateCheckBench(Vertx vertx, Path home, Pace pace, Report report) {
        this.vertx = vertx;
        this.home = home;
        this.pace = pace;
        this.report = report;
    }

    void run() {
        report.print("(h) accept of template messages with and without the check of the template");
        try (var stack = Stack.start(home, pace.jvm(), Set.of(Service.MESSAGING), false);
                var facts = new TemplateFactFeed(stack.bootstrapServers())) {
            know(stack, facts);
            accept(stack, pace.warmUp());
            // The difference is small, so it needs longer rounds than others.
            var rounds = Rounds.interleaved(
                    pace.rounds(),
                    () -> {
                        know(stack, facts);
                        return cpuMicros(stack);
                    },
                    () -> {
                        forget(stack, facts);
                        return cpuMicros(stack);
                    });
            report.cost(
                    "templateCheckCost",
                    TARGET,
                    "CPU of messaging-service, template checked",
                    "template not known",
                    rounds);
        }
    }

    private double cpuMicros(Stack stack) {
        stack.clear();
        var processes = stack.processes();
        var before = processes.cpuSeconds();
        var result = accept(stack, pace.load());
        if (result.bad() > 0) {
            throw new IllegalStateException(result.bad() + " messages were not accepted");
        }
        return Cost.micros(before, processes.cpuSeconds(), result.good()).get(Service.MESSAGING.module());
    }

    private LoadResult accept(Stack stack, Duration time) {
        var templates = BenchContents.templates();
        return new HttpLoad(vertx, stack.messaging(), ACCEPTED)
                .closedLoop(CONNECTIONS, time, () -> stack.message("whatsapp", templates.get()));
    }

    /** Returns when messages are checked: a fact that refuses them has been seen, and then one that accepts them. */
    private void know(Stack stack, TemplateFactFeed facts) {
        facts.publish("PENDING");
        await(stack, REFUSED);
        facts.publish("APPROVED");
        await(stack, ACCEPTED);
    }

    private void forget(Stack stack, TemplateFactFeed facts) {
        facts.publish("PENDING");
        await(stack, REFUSED);
        facts.remove();
        await(stack, ACCEPTED);
    }

    private void await(Stack stack, int status) {
        var load = new HttpLoad(vertx, stack.messaging(), status);
        var templates = BenchContents.templates();
        var end = System.nanoTime() + UNTIL_KNOWN.toNanos();
        while (load.closedLoop(1, Duration.ofMillis(50), () -> stack.message("whatsapp", templates.get()))
                        .bad()
                > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("template messages are not answered with " + status);
            }
        }
    }
}
