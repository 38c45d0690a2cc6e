package io.parley.bench;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./dev bench [--quick] [--json FILE] [accept] [roundtrip] [ingest] [upload] [endpoints] [overload] [reads]
 * [templatecheck] [flows] [flowendpoint] [search] [history] [phones]}: runs all benchmarks, or the given ones. {@code peer
 * [--install]} runs only if it is named, because it needs another product: Kannel.
 */
public final class Bench {

    /** Runs only if it is named. */
    private static final String PEER = "peer";

    private static final Path HOME = Path.of(System.getProperty("parley.home", "."));

    private Bench() {}

    private interface Benchmark {
        void run(Vertx vertx, BenchOptions options, Report report);
    }

    public static void main(String[] arguments) {
        try {
            run(BenchOptions.of(List.of(arguments), benchmarks().keySet()));
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static Map<String, Benchmark> benchmarks() {
        var all = new LinkedHashMap<String, Benchmark>();
        all.put("accept", (vertx, options, report) -> new AcceptBench(vertx, HOME, options.pace(), report).run());
        all.put("roundtrip", (vertx, options, report) -> new RoundTripBench(vertx, HOME, options.pace(), report).run());
        all.put("ingest", (vertx, options, report) -> new IngestBench(vertx, HOME, options.pace(), report).run());
        all.put("upload", (vertx, options, report) -> new UploadBench(vertx, HOME, options.pace(), report).run());
        all.put("endpoints", (vertx, options, report) -> new EndpointsBench(vertx, HOME, options.pace(), report).run());
        all.put("overload", (vertx, options, report) -> new OverloadBench(HOME, options.pace(), report).run());
        all.put("reads", (vertx, options, report) -> new ReadsBench(vertx, HOME, options.pace(), report).run());
        all.put("templatecheck", (vertx, options, report) -> new TemplateCheckBench(vertx, HOME, options.pace(), report)
                .run());
        all.put("flows", (vertx, options, report) -> new FlowsBench(options.pace(), report).run());
        all.put("flowendpoint", (vertx, options, report) -> new FlowEndpointBench(vertx, HOME, options.pace(), report)
                .run());
        all.put("search", (vertx, options, report) -> new SearchBench(vertx, HOME, options.pace(), report).run());
        all.put("history", (vertx, options, report) -> new HistoryBench(vertx, HOME, options.pace(), report).run());
        all.put("phones", (vertx, options, report) -> new PhonesBench(vertx, HOME, options.pace(), report).run());
        all.put(PEER, (vertx, options, report) -> new PeerBench(vertx, HOME, options.pace(), report)
                .run(options.install()));
        return all;
    }

    private static void run(BenchOptions options) {
        var report = new Report(System.out::println);
        var vertx = Vertx.vertx();
        try (var memory = PeakMemory.start()) {
            benchmarks().forEach((name, benchmark) -> {
                if (isSelected(options, name)) {
                    benchmark.run(vertx, options, report);
                }
            });
            report.breakdown(
                    "peakMegabytes", "largest resident memory, MB (target 250 for each JVM)", memory.megabytes());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        report.printWarnings();
        if (options.json() != null) {
            report.write(options.json());
        }
    }

    private static boolean isSelected(BenchOptions options, String name) {
        return options.benchmarks().isEmpty()
                ? !name.equals(PEER)
                : options.benchmarks().contains(name);
    }
}
