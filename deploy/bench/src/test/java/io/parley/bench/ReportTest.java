package io.parley.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Rounds STEADY = new Rounds(List.of(190.0, 200.0, 210.0), List.of(100.0, 100.0, 105.0));
    private static final Rounds UNSTEADY = new Rounds(List.of(190.0, 200.0, 210.0), List.of(100.0, 100.0, 150.0));

    private final List<String> lines = new ArrayList<>();
    private final Report report = new Report(lines::add);

    @Test
    void rangesAreBesideTheMedians() {
        report.ratio("accept", 2.5, "202s", "transactions", STEADY);

        assertEquals(
                List.of(
                        "202s 200 /s [190 to 210]",
                        "transactions 100 /s [100 to 105]",
                        "ratio, median of 3 pairs of rounds 2.00 [1.90 to 2.00] (target 2.50)"),
                printed());
    }

    @Test
    void rangesOfTimesHaveTheirDecimals() {
        report.atMost("delay", 1.2, "faulty", "healthy", STEADY);
        report.cost("check", 1.2, "checked", "not checked", STEADY);

        assertTrue(printed().contains("faulty 200.0 ms [190.0 to 210.0]"), lines::toString);
        assertTrue(printed().contains("checked 200.0 µs [190.0 to 210.0]"), lines::toString);
    }

    @Test
    void unsteadyBaselineIsWarnedOfAtOnceAndAtTheEnd(@TempDir Path folder) throws IOException {
        report.ratio("accept", 2.5, "202s", "transactions", STEADY);
        report.ratio("ingest", 0.7, "webhooks", "bare", UNSTEADY);
        report.printWarnings();

        assertEquals(
                List.of(
                        "WARNING: the baseline varied by 50 % within this run: the machine is not quiet",
                        "WARNING: baselines varied by more than 20 %, so these ratios are not reliable; repeat them on a"
                                + " quiet machine: ingest (50 %)"),
                printed().stream().filter(line -> line.startsWith("WARNING")).toList());
        assertEquals(JsonArray.of("ingest"), written(folder).getJsonArray("unsteady"));
    }

    @Test
    void steadyRunHasNoWarning(@TempDir Path folder) throws IOException {
        report.ratio("accept", 2.5, "202s", "transactions", STEADY);
        report.printWarnings();

        assertTrue(printed().stream().noneMatch(line -> line.contains("WARNING")), lines::toString);
        assertEquals(new JsonArray(), written(folder).getJsonArray("unsteady"));
    }

    @Test
    void fileHasRatioRangeAndRounds(@TempDir Path folder) throws IOException {
        report.ratio("accept", 2.5, "202s", "transactions", STEADY);

        var json = written(folder);
        assertEquals(2, json.getDouble("acceptRatio"));
        var accept = json.getJsonObject("accept");
        assertEquals(JsonArray.of(1.9, 2.0), accept.getJsonArray("ratioRange"));
        assertEquals(0.05, accept.getDouble("yardstickVariation"));
        assertEquals(JsonArray.of(190.0, 200.0, 210.0), accept.getJsonArray("rounds"));
        assertEquals(JsonArray.of(100.0, 100.0, 105.0), accept.getJsonArray("yardstickRounds"));
    }

    /** Returns the printed lines without alignment. */
    private List<String> printed() {
        return lines.stream()
                .flatMap(String::lines)
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }

    private JsonObject written(Path folder) throws IOException {
        var file = folder.resolve("figures.json");
        report.write(file);
        return new JsonObject(Files.readString(file));
    }
}
