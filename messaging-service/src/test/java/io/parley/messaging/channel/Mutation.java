package io.parley.messaging.channel;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A sample in which one member, at any depth, has a value of an unexpected type.
 *
 * @param pointer to the member
 * @param mutated the whole sample
 */
public record Mutation(String pointer, JsonNode mutated) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> UNEXPECTED =
            List.of("null", "\"odd\"", "7.5e3", "true", "{\"odd\":1}", "[]", "[7]");

    /** Each member of the sample with each unexpected value. */
    public static Stream<Mutation> of(JsonNode sample) {
        return pointers(sample, JsonPointer.empty()).flatMap(pointer -> UNEXPECTED.stream()
                .map(unexpected -> new Mutation(pointer.toString(), mutated(sample, pointer, unexpected))));
    }

    /** Texts of the sample outside the member, without texts that are also below it and without types. */
    public List<String> rest(JsonNode sample) {
        var lost = sample.at(pointer).toString();
        return texts(sample, JsonPointer.empty())
                .filter(leaf -> !(leaf.toString() + "/").startsWith(pointer + "/"))
                .filter(leaf -> !leaf.toString().endsWith("/type"))
                .filter(leaf -> !lost.contains(sample.at(leaf).toString()))
                .map(leaf -> sample.at(leaf).asText())
                .toList();
    }

    private static JsonNode mutated(JsonNode sample, JsonPointer pointer, String unexpected) {
        try {
            var copy = sample.deepCopy();
            var value = JSON.readTree(unexpected);
            switch (copy.at(pointer.head())) {
                case ObjectNode object -> object.set(pointer.last().getMatchingProperty(), value);
                case ArrayNode array -> array.set(pointer.last().getMatchingIndex(), value);
                default -> throw new IllegalStateException("no parent of " + pointer);
            }
            return copy;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<JsonPointer> pointers(JsonNode node, JsonPointer at) {
        return children(node, at)
                .flatMap(child -> Stream.concat(
                        Stream.of(child),
                        pointers(node.at("/" + child.last().toString().substring(1)), child)));
    }

    private static Stream<JsonPointer> texts(JsonNode node, JsonPointer at) {
        return pointers(node, at).filter(pointer -> node.at(pointer).isTextual());
    }

    private static Stream<JsonPointer> children(JsonNode node, JsonPointer at) {
        return node.isArray()
                ? IntStream.range(0, node.size()).mapToObj(at::appendIndex)
                : node.properties().stream().map(member -> at.appendProperty(member.getKey()));
    }
}
