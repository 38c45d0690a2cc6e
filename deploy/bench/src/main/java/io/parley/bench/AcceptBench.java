package io.parley.bench;

import io.parley.local.Service;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.Supplier;

/** (a) Durable 202s per second against one transaction per message. */
final class AcceptBench {

    private static final int CONNECTIONS = 64;
    private static final int POOL = 16;

    /** Target of the mixed contents, as a share of the ratio of texts. */
    static final double MIX_SHARE = 0.85;

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
        report.print("(a) accept");
        try (var stack = Stack.start(home, pace.jvm(), Set.of(Service.MESSAGING), false);
                var baseline = new Baseline(vertx, stack.database(), POOL)) {
            accept(stack, BenchContents.texts(), pace.warmUp());
            var texts = rounds(stack, baseline, BenchContents.texts());
            report.ratio("accept", 3.5, "202s, each on disk", "one transaction a message", texts);
            latency(stack, baseline, texts);
            accept(stack, BenchContents.mix(), pace.warmUp());
            var mix = rounds(stack, baseline, BenchContents.mix());
            report.ratio(
                    "acceptMixed", texts.ratio() * MIX_SHARE, "202s of all contents", "one transaction a message", mix);
        }
    }

    private Rounds rounds(Stack stack, Baseline baseline, Supplier<JsonObject> contents) {
        return Rounds.interleaved(
                pace.rounds(),
                () -> {
                    stack.clear();
                    return accept(stack, contents, pace.round()).perSecond();
                },
                () -> {
                    baseline.clear();
                    return baseline.messagesPerSecond(pace.round(), contents);
                });
    }

    private LoadResult accept(Stack stack, Supplier<JsonObject> contents, Duration time) {
        return load(stack).closedLoop(CONNECTIONS, time, () -> stack.message("whatsapp", contents.get()));
    }

    /**
     * Compares the latency at half of our maximum rate, which the baseline usually does not reach, and at half of the
     * baseline's.
     */
    private void latency(Stack stack, Baseline baseline, Rounds maximum) {
        latency("acceptAtHalfLoad", stack, baseline, maximum.median() / 2);
        latency(
                "acceptAtHalfBaseline",
                stack,
                baseline,
                maximum.baselineSpread().median() / 2);
    }

    private void latency(String name, Stack stack, Baseline baseline, double perSecond) {
        var medians = new ArrayList<Double>();
        var rounds = Rounds.interleaved(
                pace.rounds() / 2,
                () -> {
                    var result = atRate(stack, perSecond);
                    medians.add(result.millisAt(50));
                    return result.millisAt(99);
                },
                () -> atRate(baseline, perSecond).millisAt(99));
        report.figure(
                name + "P50",
                "p50 at %.0f /s, ms".formatted(perSecond),
                Spread.of(medians).median());
        report.atMost(name + "P99", 2, "p99 at %.0f /s".formatted(perSecond), "one transaction a message", rounds);
    }

    private LoadResult atRate(Stack stack, double perSecond) {
        stack.clear();
        var texts = BenchContents.texts();
        return load(stack).openLoop(perSecond, pace.round(), () -> stack.message("whatsapp", texts.get()));
    }

    private LoadResult atRate(Baseline baseline, double perSecond) {
        baseline.clear();
        return baseline.messagesAtRate(perSecond, pace.round(), BenchContents.texts());
    }

    private HttpLoad load(Stack stack) {
        return new HttpLoad(vertx, stack.messaging(), 202);
    }
}
