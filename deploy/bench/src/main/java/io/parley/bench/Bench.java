package io.parley.bench;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/**
 * {@code ./dev bench [--quick] [--json FILE] [accept] [roundtrip] [ingest] [upload] [endpoints] [overload] [reads]
 * [templatecheck] [flows] [flowendpoint] [search] [history] [phones]}: runs all benchmarks, or the given ones.
 */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        var words = new ArrayDeque<>(List.of(arguments));
        var quick = words.remove("--quick");
        Path json = null;
        if (words.contains("--json")) {
            var at = List.copyOf(words).indexOf("--json");
            json = Path.of(List.copyOf(words).get(at + 1));
            words.remove(json.toString());
            words.remove("--json");
        }
        run(words, quick ? Pace.QUICK : Pace.FULL, json);
    }

    private static void run(ArrayDeque<String> benchmarks, Pace pace, Path json) {
        var vertx = Vertx.vertx();
        try {
            run(vertx, benchmarks, pace, json);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void run(Vertx vertx, ArrayDeque<String> benchmarks, Pace pace, Path json) {
        var report = new Report();
        var home = Path.of(System.getProperty("parley.home", "."));
        if (isSelected(benchmarks, "accept")) {
            new AcceptBench(vertx, home, pace, report).run();
        }
        if (isSelected(benchmarks, "roundtrip")) {
            new RoundTripBench(vertx, home, pace, report).run();
        }
        if (isSelected(benchmarks, "ingest")) {
            new IngestBench(vertx, home, pace, report).run();
        }
        if (isSelected(benchmarks, "upload")) {
            new UploadBench(vertx, home, pace, report).run();
        }
        if (isSelected(benchmarks, "endpoints")) {
            new EndpointsBench(vertx, home, pace, report).run();
        }
        if (isSelected(benchmarks, "overload")) {
            new OverloadBench(home, pace, report).run();
        }
        if (isSelected(benchmarks, "reads")) {
            new ReadsBench(vertx, home, pace, report).run();
        }
        if (isSelected(benchmarks, "templatecheck")) {
            new TemplateCheckBench(vertx, home, pace, report).run();
        }
        if (isSelected(benchmarks, "flows")) {
            new FlowsBench(pace, report).run();
        }
        if (isSelected(benchmarks, "flowendpoint")) {
            new FlowEndpointBench(vertx, home, pace, report).run();
        }
        if (isSelected(benchmarks, "search")) {
            new SearchBench(vertx, home, pace, report).run();
        }
        if (isSelected(benchmarks, "history")) {
            new HistoryBench(vertx, home, pace, report).run();
        }
        if (isSelected(benchmarks, "phones")) {
            new PhonesBench(vertx, home, pace, report).run();
        }
        if (json != null) {
            report.write(json);
        }
    }

    private static boolean isSelected(ArrayDeque<String> benchmarks, String name) {
        return benchmarks.isEmpty() || benchmarks.contains(name);
    }
}
