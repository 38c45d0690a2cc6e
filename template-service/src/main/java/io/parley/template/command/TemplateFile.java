package io.parley.template.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.InvalidArguments;
import io.parley.runtime.failure.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A template in a file: the contract's {@code WhatsAppTemplateRequest} in YAML or JSON.
 *
 * @param template the content; any tree, since it has not been checked
 */
record TemplateFile(Path file, JsonNode template) {
    private static final long MAX_SIZE = 1 << 20;
    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads one file; fails with a message that names the file and the position. */
    static TemplateFile read(Path file) {
        try {
            if (Files.size(file) > MAX_SIZE) {
                throw new CommandFailure(file + ": is larger than 1 MB, which the API does not accept.");
            }
            return new TemplateFile(file, (isJson(file) ? JSON : YAML).readTree(file.toFile()));
        } catch (JsonProcessingException e) {
            throw new CommandFailure(file + ": " + description(file, e));
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be read: " + Failures.describe(e));
        }
    }

    /** Lists the template files of a folder, ordered by name. */
    static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidArguments(folder + " is not a folder.");
        }
        try (var files = Files.list(folder)) {
            var found = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new CommandFailure(folder + " has no .yaml, .yml or .json files.");
            }
            return found;
        } catch (IOException e) {
            throw new CommandFailure(folder + " cannot be read: " + Failures.describe(e));
        }
    }

    private static boolean isJson(Path file) {
        return file.toString().endsWith(".json");
    }

    private static String description(Path file, JsonProcessingException failure) {
        var location = failure.getLocation();
        var position =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        // The other lines are an excerpt of the file and positions in it.
        var reason = failure.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .collect(Collectors.joining(", "));
        return "is not valid " + (isJson(file) ? "JSON" : "YAML") + position + ": " + reason;
    }

    String name() {
        return template.path("name").asText();
    }

    String category() {
        return template.path("category").asText();
    }

    boolean allowsCategoryChange() {
        return template.path("allowCategoryChange").asBoolean();
    }

    Stream<String> languages() {
        return localizations().map(localization -> localization.path("language").asText());
    }

    Stream<JsonNode> localizations() {
        return StreamSupport.stream(template.path("localizations").spliterator(), false);
    }
}
