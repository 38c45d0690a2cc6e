package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every value has an effect: with another value, some preset renders something else. */
@Tag("static")
@Timeout(120)
class UsedValuesTest {
    @TempDir
    static Path folder;

    @TempDir
    static Path scratch;

    private static final Map<String, String> UNCHANGED = new TreeMap<>();
    private static Chart chart;
    private static OtherValues others;

    /** Alerts and dashboards are installed only if there are some. */
    @BeforeAll
    static void copy() throws IOException {
        chart = Chart.ofRepository().copiedTo(folder);
        Files.createDirectories(chart.path("files/dashboards"));
        Files.createDirectories(chart.path("files/alerts"));
        Files.writeString(chart.path("files/dashboards/sample.json"), "{}\n");
        Files.writeString(chart.path("files/alerts/sample.yaml"), "groups: []\n");
        others = new OtherValues(ValuesSchema.of(chart), chart.yaml("values.yaml"));
        chart.presets()
                .forEach(preset -> UNCHANGED.put(
                        preset, render(ValuesFile.with(chart.preset(preset), JsonNodeFactory.instance.objectNode()))));
    }

    @Test
    void everyValueHasAnEffect() {
        var unused = new TreeSet<String>();
        var marked = marked();
        for (var path : others.leaves()) {
            if (!marked.contains(path) && !hasEffect(path)) {
                unused.add(String.join(".", path));
            }
        }

        assertTrue(marked.size() > 50, () -> "values are seen by their marks: " + marked);
        assertEquals(Set.of(), unused);
    }

    /** Values whose mark some preset renders: all are changed at once, which costs one rendering for each preset. */
    private static Set<List<String>> marked() {
        Map<String, List<String>> marks = new LinkedHashMap<>();
        Map<List<String>, JsonNode> values = new LinkedHashMap<>();
        for (var path : others.leaves()) {
            var mark = "zz" + marks.size() + "zz";
            others.withMark(path, mark).ifPresent(value -> {
                marks.put(mark, path);
                values.put(path, value);
            });
        }
        var found = new LinkedHashMap<String, List<String>>();
        for (var preset : chart.presets()) {
            var input = ValuesFile.with(chart.preset(preset), JsonNodeFactory.instance.objectNode());
            values.forEach((path, value) -> ValuesFile.set(input, path, value));
            var text = render(input);
            marks.forEach((mark, path) -> {
                if (text.contains(mark)) {
                    found.put(mark, path);
                }
            });
        }
        return Set.copyOf(found.values());
    }

    private static boolean hasEffect(List<String> path) {
        return chart.presets().stream().anyMatch(preset -> {
            var base = ValuesFile.with(chart.preset(preset), JsonNodeFactory.instance.objectNode());
            return others.of(path, base).stream().anyMatch(other -> {
                var input = base.deepCopy();
                ValuesFile.set(input, path, other);
                var text = render(input);
                return !text.isEmpty() && !text.equals(UNCHANGED.get(preset));
            });
        });
    }

    /** What Helm renders; nothing if a rule refuses the values. */
    private static String render(ObjectNode values) {
        try {
            return chart.text("parley", ValuesFile.write(scratch, values), Chart.NEWEST_KUBERNETES, Map.of());
        } catch (IllegalStateException e) {
            return "";
        }
    }
}
