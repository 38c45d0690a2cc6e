package io.parley.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Data of the program in YAML files. Their anchors are the reason for SnakeYAML: Jackson does not resolve them. */
final class YamlResource {
    private YamlResource() {}

    /** Reads a file beside the classes. An unknown member is an error. */
    static <T> T read(String file, TypeReference<T> type) {
        var mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (var in = YamlResource.class.getResourceAsStream(file)) {
            return mapper.convertValue(new Yaml(new SafeConstructor(new LoaderOptions())).load(in), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
