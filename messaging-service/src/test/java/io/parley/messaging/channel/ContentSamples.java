package io.parley.messaging.channel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.json.SealedSubtypes;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Pairs of files: {@code content.json} of a customer's request and the expected {@code provider.json} of the request to
 * the provider. They are in {@code samples/<channel>/<contentType>/}; if a content needs several pairs, each has its
 * own subfolder.
 *
 * @param folder of the channel, below {@code samples/}
 */
record ContentSamples<C extends MessageContent>(String folder, ChannelKind<C> kind) {
    private static final ObjectMapper JSON = SealedSubtypes.configure(new ObjectMapper().findAndRegisterModules());

    /** @param name the folder, for failure messages */
    record Sample<C>(String name, C content, JsonNode provider) {}

    /** All pairs of one content, at least one. */
    List<Sample<C>> of(Class<? extends C> content) throws IOException {
        var root = "samples/%s/%s".formatted(folder, nameOf(content));
        try (var files = Files.walk(path(root))) {
            var found = files.filter(file -> file.endsWith("content.json"))
                    .sorted()
                    .map(this::read)
                    .toList();
            assertFalse(found.isEmpty(), "no " + root + "/content.json");
            assertTrue(
                    found.stream().allMatch(sample -> content.isInstance(sample.content())),
                    "samples of other types in " + root);
            return found;
        }
    }

    private Sample<C> read(Path file) {
        try {
            var content = (ObjectNode) JSON.readTree(file.toFile());
            kind.tolerances().accept(content);
            return new Sample<>(
                    file.getParent().toString(),
                    JSON.treeToValue(content, kind.contentType()),
                    JSON.readTree(file.resolveSibling("provider.json").toFile()));
        } catch (IOException e) {
            throw new AssertionError("unreadable sample " + file, e);
        }
    }

    private static Path path(String root) {
        var url = Thread.currentThread().getContextClassLoader().getResource(root);
        assertNotNull(url, "no " + root);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String nameOf(Class<?> content) {
        var name = content.getAnnotation(JsonTypeName.class);
        assertNotNull(name, content + " has no @JsonTypeName");
        return name.value();
    }
}
