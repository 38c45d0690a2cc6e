package io.parley.bench;

import com.fasterxml.jackson.core.JsonFactory;
import io.parley.flow.validation.FlowValidator;
import java.io.IOException;
import java.io.UncheckedIOException;

/** (i) Time to validate Flow JSON of 1 MB, by kind, against the time in which Jackson's streaming parser reads its tokens. */
final class FlowsBench {

    private static final double TARGET = 5;
    private static final JsonFactory JSON = new JsonFactory();

    private final Pace pace;
    private final Report report;

    FlowsBench(Pace pace, Report report) {
        this.pace = pace;
        this.report = report;
    }

    void run() {
        report.print("(i) validation of Flow JSON");
        var files = BenchFlows.byKind();
        var warm = System.nanoTime() + pace.warmUp().toNanos();
        while (System.nanoTime() < warm) {
            files.values().forEach(file -> {
                validate(file);
                read(file);
            });
        }
        // Many short rounds: other load on the machine lasts longer than one of them.
        files.forEach((kind, file) -> report.atMost(
                "flow" + kind.replaceAll("\\s.*", ""),
                TARGET,
                "validation: " + kind,
                "Jackson's streaming parser",
                Rounds.interleaved(
                        pace.rounds() * 5, () -> millis(() -> validate(file)), () -> millis(() -> read(file)))));
    }

    private static double millis(Runnable task) {
        var start = System.nanoTime();
        task.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void validate(byte[] file) {
        var errors = FlowValidator.standard().validate(file).errors();
        if (!errors.isEmpty()) {
            throw new IllegalStateException("the generated Flow is not valid: " + errors.getFirst());
        }
    }

    private static void read(byte[] file) {
        try (var json = JSON.createParser(file)) {
            while (json.nextToken() != null) {
                json.getTextLength();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
