package io.parley.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** The figures of one run, printed immediately and written as JSON at the end. */
final class Report {

    private final Consumer<String> lines;
    private final JsonObject json = new JsonObject();
    private final Map<String, String> unsteady = new LinkedHashMap<>();

    /** @param lines takes each line as soon as it is known */
    Report(Consumer<String> lines) {
        this.lines = lines;
    }

    void print(String line) {
        lines.accept(line);
    }

    /** Adds a value to the JSON file only. */
    void put(String name, Object value) {
        json.put(name, value);
    }

    /** Compares rates per second: {@code <name>Ratio} at the top level, and the rounds. */
    void ratio(String name, double target, String subject, String baseline, Rounds rounds) {
        compare(name, "perSecond", "yardstickPerSecond", rounds);
        print(comparison(subject, baseline, "%9.0f /s", rounds, "target %.2f".formatted(target)));
        warnIfUnsteady(name, rounds);
    }

    /** Compares milliseconds, of which fewer are better. */
    void atMost(String name, double target, String subject, String baseline, Rounds rounds) {
        compare(name, "ms", "yardstickMs", rounds);
        print(comparison(subject, baseline, "%9.1f ms", rounds, "target at most %.2f".formatted(target)));
        warnIfUnsteady(name, rounds);
    }

    /** Compares CPU microseconds per message, of which fewer are better. */
    void cost(String name, double target, String subject, String baseline, Rounds rounds) {
        compare(name, "micros", "yardstickMicros", rounds);
        print(comparison(subject, baseline, "%9.1f µs", rounds, "target at most %.2f".formatted(target)));
        warnIfUnsteady(name, rounds);
    }

    private void compare(String name, String subject, String baseline, Rounds rounds) {
        json.put(name + "Ratio", rounded(rounds.ratio()));
        json.put(
                name,
                new JsonObject()
                        .put(subject, rounded(rounds.median()))
                        .put(baseline, rounded(rounds.baselineSpread().median()))
                        .put("ratioRange", range(rounds.ratios()))
                        .put(
                                "yardstickVariation",
                                rounded(rounds.baselineSpread().variation()))
                        .put("rounds", array(rounds.subject()))
                        .put("yardstickRounds", array(rounds.baseline())));
    }

    private static String comparison(String subject, String baseline, String unit, Rounds rounds, String target) {
        return String.join(
                System.lineSeparator(),
                line(subject, unit, rounds.spread(), ""),
                line(baseline, unit, rounds.baselineSpread(), ""),
                line(
                        "ratio, median of " + rounds.subject().size() + " pairs of rounds",
                        "%9.2f   ",
                        rounds.ratios(),
                        "   (" + target + ")"));
    }

    /** Formats a median with the range of the rounds beside it. */
    private static String line(String label, String unit, Spread spread, String end) {
        return String.format(
                Locale.ROOT,
                "  %-44s " + unit + "  [%s to %s]%s",
                label,
                spread.median(),
                number(unit, spread.low()),
                number(unit, spread.high()),
                end);
    }

    private static String number(String unit, double value) {
        return String.format(Locale.ROOT, unit, value).strip().replaceAll("[^0-9.].*", "");
    }

    /** Warns at once, and again at the end of the run: with an unsteady baseline a ratio is a matter of chance. */
    void warnIfUnsteady(String name, Rounds rounds) {
        if (!rounds.isSteady()) {
            var variation = Math.round(rounds.baselineSpread().variation() * 100) + " %";
            unsteady.put(name, variation);
            print("  WARNING: the baseline varied by " + variation + " within this run: the machine is not quiet");
        }
    }

    /** Names the comparisons that are not reliable. Call it at the end of the run. */
    void printWarnings() {
        json.put("unsteady", new JsonArray(List.copyOf(unsteady.keySet())));
        if (!unsteady.isEmpty()) {
            print("WARNING: baselines varied by more than " + Math.round(Rounds.MAX_VARIATION * 100)
                    + " %, so these ratios are not reliable; repeat them on a quiet machine: "
                    + unsteady.entrySet().stream()
                            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    /** Reports the latency at a fixed rate. */
    void latency(String name, double perSecond, LoadResult result) {
        json.put(
                name,
                new JsonObject()
                        .put("perSecond", rounded(perSecond))
                        .put("p50Ms", rounded(result.millisAt(50)))
                        .put("p99Ms", rounded(result.millisAt(99)))
                        .put("bad", result.bad()));
        print(String.format(
                Locale.ROOT,
                "  %-44s %9.1f ms / %.1f ms",
                "p50 / p99 at %.0f /s".formatted(perSecond),
                result.millisAt(50),
                result.millisAt(99)));
    }

    /** Reports how the latency changes with the amount of data: {@code <name>Growth} is the ratio of the p95. */
    void growth(String name, double target, LoadResult few, LoadResult many) {
        var growth = many.millisAt(95) / few.millisAt(95);
        json.put(name + "Growth", rounded(growth));
        json.put(name, new JsonObject().put("few", latency(few)).put("many", latency(many)));
        print(String.format(
                Locale.ROOT,
                "  %-26s p50 %6.2f, then %6.2f ms; p95 %6.2f, then %6.2f ms: %.2f     (target at most %.2f)",
                name,
                few.millisAt(50),
                many.millisAt(50),
                few.millisAt(95),
                many.millisAt(95),
                growth,
                target));
    }

    private static JsonObject latency(LoadResult result) {
        return new JsonObject().put("p50Ms", rounded(result.millisAt(50))).put("p95Ms", rounded(result.millisAt(95)));
    }

    /** Reports an overload: responses per second, and the latency of the refused and of the accepted requests. */
    void overload(String name, String label, OverloadClient.Result result, Duration time) {
        var seconds = time.toNanos() / 1e9;
        json.put(
                name,
                new JsonObject()
                        .put("acceptedPerSecond", rounded(result.accepted().getTotalCount() / seconds))
                        .put("acceptedMs", percentiles(result.accepted()))
                        .put("refusedPerSecond", rounded(result.refused().getTotalCount() / seconds))
                        .put("refusedMs", percentiles(result.refused()))
                        .put("other", result.other()));
        print("  " + label);
        print(latencies("202", result.accepted(), seconds));
        print(latencies("503", result.refused(), seconds));
        print(String.format(Locale.ROOT, "    %-42s %9d", "other responses and broken connections", result.other()));
    }

    private static JsonObject percentiles(Histogram micros) {
        return new JsonObject()
                .put("p50", rounded(micros.getValueAtPercentile(50) / 1000.0))
                .put("p99", rounded(micros.getValueAtPercentile(99) / 1000.0));
    }

    private static String latencies(String status, Histogram micros, double seconds) {
        return String.format(
                Locale.ROOT,
                "    %-42s %9.0f /s, %.1f / %.1f ms",
                status + ": rate, p50 / p99",
                micros.getTotalCount() / seconds,
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0);
    }

    /** Reports a value for each process or table, in the unit of the heading, and their total. */
    void breakdown(String name, String heading, Map<String, Double> values) {
        var withTotal = new LinkedHashMap<>(values);
        withTotal.put("total", values.values().stream().mapToDouble(v -> v).sum());
        amounts(name, heading, withTotal);
    }

    /** Reports values of different units, each named by its label. */
    void amounts(String name, String heading, Map<String, Double> values) {
        var row = new JsonObject();
        values.forEach((label, value) -> row.put(label, rounded(value)));
        json.put(name, row);
        print("  " + heading);
        row.forEach(entry -> print(String.format(Locale.ROOT, "    %-42s %9s", entry.getKey(), entry.getValue())));
    }

    void figure(String name, String label, double value) {
        json.put(name, rounded(value));
        print(String.format(Locale.ROOT, "  %-44s %9s", label, rounded(value)));
    }

    void write(Path file) {
        try {
            Files.writeString(file, json.encodePrettily() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonArray range(Spread spread) {
        return JsonArray.of(rounded(spread.low()), rounded(spread.high()));
    }

    private static JsonArray array(Iterable<Double> values) {
        var array = new JsonArray();
        values.forEach(value -> array.add(rounded(value)));
        return array;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
