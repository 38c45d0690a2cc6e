package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.verify.Repository;
import io.parley.verify.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes variants of a file of values. JSON is YAML as well. */
final class ValuesFile {
    private ValuesFile() {}

    /** Returns the values of a file with others over them; objects are merged. */
    static ObjectNode with(Path file, JsonNode overrides) {
        var values = (ObjectNode) Yaml.document(Repository.text(file));
        merge(values, overrides);
        return values;
    }

    private static void merge(ObjectNode into, JsonNode overrides) {
        overrides.properties().forEach(entry -> {
            if (into.path(entry.getKey()) instanceof ObjectNode below
                    && entry.getValue().isObject()) {
                merge(below, entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }

    /** Sets one value. */
    static void set(ObjectNode values, List<String> path, JsonNode value) {
        var parent = values;
        for (var name : path.subList(0, path.size() - 1)) {
            parent = parent.path(name) instanceof ObjectNode found ? found : parent.putObject(name);
        }
        parent.set(path.getLast(), value);
    }

    static Path write(Path folder, JsonNode values) {
        try {
            return Files.writeString(folder.resolve("values.json"), values.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
