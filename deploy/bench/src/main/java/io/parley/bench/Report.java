package io.parley.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The figures of one run, printed as they come and written as JSON at the end. */
final class Report {

    private final JsonObject json = new JsonObject();

    void print(String line) {
        System.out.println(line);
    }

    /** A thing against its yardstick: {@code <name>Ratio} at the top level, the rounds beside it. */
    void ratio(String name, double aim, String thing, String yardstick, Rounds rounds) {
        against(name, "perSecond", "yardstickPerSecond", rounds);
        print(words(thing, yardstick, "%9.0f /s", rounds, "aim %.2f".formatted(aim)));
    }

    /** The same for milliseconds, of which fewer are better. */
    void atMost(String name, double aim, String thing, String yardstick, Rounds rounds) {
        against(name, "ms", "yardstickMs", rounds);
        print(words(thing, yardstick, "%9.1f ms", rounds, "aim at most %.2f".formatted(aim)));
    }

    private void against(String name, String thing, String yardstick, Rounds rounds) {
        json.put(name + "Ratio", rounded(rounds.ratio()));
        json.put(
                name,
                new JsonObject()
                        .put(thing, rounded(rounds.middle()))
                        .put(yardstick, rounded(rounds.yardstickMiddle()))
                        .put("rounds", array(rounds.thing()))
                        .put("yardstickRounds", array(rounds.yardstick())));
    }

    private static String words(String thing, String yardstick, String unit, Rounds rounds, String aim) {
        return String.format(
                Locale.ROOT,
                "  %-44s " + unit + "%n  %-44s " + unit + "%n  %-44s %9.2f     (%s)",
                thing,
                rounds.middle(),
                yardstick,
                rounds.yardstickMiddle(),
                "ratio, medians of " + rounds.thing().size() + " rounds",
                rounds.ratio(),
                aim);
    }

    void latency(String name, double perSecond, LoadResult answers) {
        json.put(
                name + "AtHalfLoad",
                new JsonObject()
                        .put("perSecond", rounded(perSecond))
                        .put("p50Ms", rounded(answers.millisAt(50)))
                        .put("p99Ms", rounded(answers.millisAt(99)))
                        .put("bad", answers.bad()));
        print(String.format(
                Locale.ROOT,
                "  %-44s %9.1f ms / %.1f ms",
                "p50 / p99 at half load",
                answers.millisAt(50),
                answers.millisAt(99)));
    }

    /** A row for every process, in the unit that the heading names. */
    void perProcess(String name, String heading, Map<String, Double> values) {
        var row = new JsonObject();
        values.forEach((process, value) -> row.put(process, rounded(value)));
        row.put("total", rounded(values.values().stream().mapToDouble(v -> v).sum()));
        json.put(name, row);
        print("  " + heading);
        row.forEach(entry -> print(String.format(Locale.ROOT, "    %-42s %9s", entry.getKey(), entry.getValue())));
    }

    void figure(String name, String words, double value) {
        json.put(name, rounded(value));
        print(String.format(Locale.ROOT, "  %-44s %9s", words, rounded(value)));
    }

    void write(Path file) {
        try {
            Files.writeString(file, json.encodePrettily() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
