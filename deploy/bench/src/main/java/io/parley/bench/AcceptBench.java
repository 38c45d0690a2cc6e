package io.parley.bench;

import io.parley.local.Service;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
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
            report.ratio("accept", 2.5, "202s, each on disk", "one transaction a message", texts);
            report.latency("accept", texts.median() / 2, atRate(stack, texts.median() / 2));
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

    private LoadResult atRate(Stack stack, double perSecond) {
        stack.clear();
        var texts = BenchContents.texts();
        return load(stack).openLoop(perSecond, pace.load(), () -> stack.message("whatsapp", texts.get()));
    }

    private HttpLoad load(Stack stack) {
        return new HttpLoad(vertx, stack.messaging(), 202);
    }
}
