package io.parley.flow.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.parley.flow.validation.FlowValidator;
import io.parley.runtime.command.CommandFailure;
import io.parley.runtime.command.InvalidArguments;
import io.parley.runtime.failure.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that describes a flow, with its Flow JSON beside it.
 *
 * @param file of the description
 * @param name of the flow, which an account has once
 * @param categories the contract's
 * @param endpointUri null if the flow has no endpoint
 * @param isPublished whether the flow is to be published
 * @param json the Flow JSON
 * @param content its bytes
 */
record FlowDescription(
        Path file,
        String name,
        List<String> categories,
        @Nullable String endpointUri,
        boolean isPublished,
        Path json,
        byte[] content) {
    private static final ObjectReader YAML = JsonMapper.builder(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(Members.class);

    /** What the file contains. */
    private record Members(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) List<String> categories,
            @Nullable String endpointUri,
            boolean publish,
            @Nullable String json) {}

    /** Lists the descriptions of a folder, ordered by name, with distinct names of flows. */
    static List<FlowDescription> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InvalidArguments(folder + " is not a folder.");
        }
        try (var files = Files.list(folder)) {
            var found = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .map(FlowDescription::read)
                    .toList();
            if (found.isEmpty()) {
                throw new CommandFailure(folder + " has no .yaml or .yml files.");
            }
            requireDistinctNames(found);
            return found;
        } catch (IOException e) {
            throw new CommandFailure(folder + " cannot be read: " + Failures.describe(e));
        }
    }

    private static FlowDescription read(Path file) {
        try {
            Members members = YAML.readValue(file.toFile());
            if (members == null || members.name() == null || members.categories() == null) {
                throw new CommandFailure(file + ": name and categories are needed.");
            }
            var json = file.resolveSibling(members.json() == null ? jsonOf(file) : members.json());
            return new FlowDescription(
                    file,
                    members.name(),
                    List.copyOf(members.categories()),
                    members.endpointUri(),
                    members.publish(),
                    json,
                    content(file, json));
        } catch (JsonProcessingException e) {
            throw new CommandFailure(file + ": is not a description of a flow: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be read: " + Failures.describe(e));
        }
    }

    /** {@code visit.yaml} describes the flow of {@code visit.json}. */
    private static String jsonOf(Path file) {
        return file.getFileName().toString().replaceFirst("\\.ya?ml$", ".json");
    }

    private static byte[] content(Path file, Path json) throws IOException {
        if (!Files.isRegularFile(json)) {
            throw new CommandFailure(file + ": its Flow JSON " + json + " is not a file.");
        }
        if (Files.size(json) > FlowValidator.MAX_SIZE) {
            throw new CommandFailure(json + ": is larger than 10 MB, which the API does not accept.");
        }
        return Files.readAllBytes(json);
    }

    private static void requireDistinctNames(List<FlowDescription> descriptions) {
        for (var i = 1; i < descriptions.size(); i++) {
            var one = descriptions.get(i);
            descriptions.subList(0, i).stream()
                    .filter(other -> other.name().equals(one.name()))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new CommandFailure(other.file() + " and " + one.file() + " are the same flow "
                                + one.name() + "; an account has a name once.");
                    });
        }
    }
}
