package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.parley.verify.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A release of the last version can be upgraded: its resources exist and have the same immutable fields. The fields of the
 * last version are in {@code released.json}, written at a release with {@code -Dparley.release=true}; the first version has
 * none before it, so the file has those with which it will be released.
 */
@Tag("static")
class UpgradeTest {
    private static final Path RELEASED = Repository.path("deploy/verify/src/test/resources/released.json");

    @TempDir
    static Path folder;

    private static JsonNode current;

    @BeforeAll
    static void render() throws IOException {
        var chart = Chart.ofRepository().copiedTo(folder);
        var all = JsonNodeFactory.instance.objectNode();
        for (var preset : List.of("minimal", "ha", "openshift", "trial")) {
            all.set(preset, ImmutableFields.of(chart.render(preset)));
        }
        current = all;
        if (Boolean.getBoolean("parley.release")) {
            Files.writeString(RELEASED, PrettyJson.write(current));
        }
    }

    @Test
    void immutableFieldsOfTheLastVersionAreTheSame() {
        var released = PrettyJson.read(Repository.text(RELEASED));
        var changed = new TreeSet<String>();
        released.properties().forEach(preset -> preset.getValue().properties().forEach(resource -> {
            var now = current.path(preset.getKey()).path(resource.getKey());
            if (!now.equals(resource.getValue())) {
                changed.add(preset.getKey() + " " + resource.getKey() + ": " + resource.getValue() + " is now " + now);
            }
        }));

        assertEquals(Set.of(), changed);
    }

    /** Pods of both versions run during an upgrade, so a selector of the old one selects the pods of the new one. */
    @Test
    void anotherVersionHasTheSameSelectors() throws IOException {
        var chart = new Chart(folder);
        var file = chart.path("Chart.yaml");
        var text = Files.readString(file);
        Files.writeString(file, text.replaceAll("(?m)^(appVersion|version): .*", "$1: 9.9.9"));
        try {
            assertEquals(current.path("ha"), ImmutableFields.of(chart.render("ha")));
        } finally {
            Files.writeString(file, text);
        }
    }
}
