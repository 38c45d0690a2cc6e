package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every value has an effect: with another value, some preset renders something else. */
@Tag("static")
@Tag("slow")
@Timeout(120)
class UsedValuesTest {
    @TempDir
    static Path folder;

    @TempDir
    static Path scratch;

    private static final Map<String, ObjectNode> PRESETS = new TreeMap<>();
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
        for (var preset : chart.presets()) {
            PRESETS.put(preset, ValuesFile.with(chart.preset(preset), JsonNodeFactory.instance.objectNode()));
            UNCHANGED.put(preset, render(PRESETS.get(preset)));
        }
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
        for (var preset : PRESETS.values()) {
            var input = preset.deepCopy();
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
        return likelyFirst(path).anyMatch(preset -> {
            var base = PRESETS.get(preset);
            return others.of(path, base).stream().anyMatch(other -> {
                var input = base.deepCopy();
                ValuesFile.set(input, path, other);
                var text = render(input);
                return !text.isEmpty() && !text.equals(UNCHANGED.get(preset));
            });
        });
    }

    /** Presets that set the value or one beside it come first: most values have an effect with the first preset. */
    private static Stream<String> likelyFirst(List<String> path) {
        var parent = "/" + String.join("/", path.subList(0, path.size() - 1));
        return PRESETS.keySet().stream()
                .sorted(Comparator.comparing(
                        preset -> PRESETS.get(preset).at(parent).isMissingNode()));
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
