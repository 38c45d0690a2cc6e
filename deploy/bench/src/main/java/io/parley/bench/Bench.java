package io.parley.bench;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/**
 * {@code ./dev bench [--quick] [--json FILE] [accept] [roundtrip] [ingest] [upload] [endpoints]}: all parts, or only those
 * named.
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

    private static void run(ArrayDeque<String> parts, Pace pace, Path json) {
        var vertx = Vertx.vertx();
        try {
            run(vertx, parts, pace, json);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void run(Vertx vertx, ArrayDeque<String> parts, Pace pace, Path json) {
        var report = new Report();
        var home = Path.of(System.getProperty("parley.home", "."));
        if (wanted(parts, "accept")) {
            new AcceptBench(vertx, home, pace, report).run();
        }
        if (wanted(parts, "roundtrip")) {
            new RoundTripBench(vertx, home, pace, report).run();
        }
        if (wanted(parts, "ingest")) {
            new IngestBench(vertx, home, pace, report).run();
        }
        if (wanted(parts, "upload")) {
            new UploadBench(vertx, home, pace, report).run();
        }
        if (wanted(parts, "endpoints")) {
            new EndpointsBench(vertx, home, pace, report).run();
        }
        if (json != null) {
            report.write(json);
        }
    }

    private static boolean wanted(ArrayDeque<String> parts, String part) {
        return parts.isEmpty() || parts.contains(part);
    }
}
