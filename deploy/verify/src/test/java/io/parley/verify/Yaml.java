package io.parley.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML as Kubernetes does. */
public final class Yaml {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Yaml() {}

    /** Returns the only document of a text. */
    public static JsonNode document(String text) {
        return JSON.valueToTree(loader().load(text));
    }

    /** Returns all documents of a text, without empty ones. */
    public static List<JsonNode> documents(String text) {
        return StreamSupport.stream(loader().loadAll(text).spliterator(), false)
                .filter(Objects::nonNull)
                .<JsonNode>map(JSON::valueToTree)
                .toList();
    }

    private static org.yaml.snakeyaml.Yaml loader() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new org.yaml.snakeyaml.Yaml(new SafeConstructor(options));
    }
}
