package io.parley.gateway;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A JSON text with one defect. The rest of the text is unchanged, byte by byte.
 *
 * @param pointer to the value with the defect; empty if the whole text is affected
 * @param defect description for failures
 */
record JsonMutant(String pointer, String defect, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MEGABYTE = 1_100_000;

    /** Values that no provider sends at most places. */
    private static final List<String> VALUES =
            List.of("null", "true", "-7.5e3", "\"odd\"", "\"\"", "{}", "[]", "[7]", "{\"odd\":[1]}");

    /** Values of a second member with the same name. */
    private static final List<String> REPEATED = List.of("null", "[7]", "{\"odd\":[1]}");

    /** Beyond the default limits of JSON parsers: depth, digits, length of names. */
    private static final List<String> EXTREMES = List.of(
            "[".repeat(2_000) + "]".repeat(2_000),
            "{\"a\":".repeat(1_500) + "1" + "}".repeat(1_500),
            "9".repeat(3_000),
            "1e999999999",
            "{\"" + "n".repeat(60_000) + "\":1}",
            "\"\\u0000\\ud800\\n\"");

    /**
     * Changes one member or element.
     *
     * @param change the text that replaces prefix and value; empty to remove both
     */
    private record Edit(String defect, BinaryOperator<String> change) {}

    /** Each value of the text, at any depth, with each defect. */
    static Stream<JsonMutant> of(String text) {
        var root = tree(text);
        return pointers(root, JsonPointer.empty()).flatMap(pointer -> edits().map(
                        edit -> new JsonMutant(pointer.toString(), edit.defect, bytes(write(root, pointer, edit)))));
    }

    /** Random values of the text, replaced by one that is larger than a record of the bus may be. */
    static Stream<JsonMutant> huge(String text, Random random, int count) {
        var root = tree(text);
        var huge = new Edit("huge", (prefix, value) -> prefix + "\"" + "x".repeat(MEGABYTE) + "\"");
        var pointers = pointers(root, JsonPointer.empty()).toList();
        return Stream.generate(() -> pointers.get(random.nextInt(pointers.size())))
                .limit(count)
                .map(pointer -> new JsonMutant(pointer.toString(), huge.defect, bytes(write(root, pointer, huge))));
    }

    /** The text cut at random places, and with random bytes changed. */
    static Stream<JsonMutant> damaged(String text, Random random, int count) {
        var whole = bytes(text);
        return IntStream.range(0, count).boxed().flatMap(i -> {
            var at = random.nextInt(whole.length);
            var changed = whole.clone();
            changed[at] = (byte) random.nextInt(256);
            return Stream.of(
                    new JsonMutant("", "cut at " + at, Arrays.copyOf(whole, at)),
                    new JsonMutant("", "byte " + at + " is " + changed[at], changed));
        });
    }

    /** The text as mutants contain it where they have no defect. */
    static String normalized(String text) {
        return tree(text).toString();
    }

    /** Whether the defect is in this value or below it. */
    boolean isWithin(String ancestor) {
        return (pointer + "/").startsWith(ancestor + "/");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        var text = text();
        return defect + " at " + pointer + ": " + text.substring(0, Math.min(2_000, text.length()));
    }

    private static Stream<Edit> edits() {
        return Stream.of(
                        Stream.concat(VALUES.stream(), EXTREMES.stream()).map(JsonMutant::replacement),
                        REPEATED.stream().map(JsonMutant::precededBy),
                        REPEATED.stream().map(JsonMutant::followedBy),
                        Stream.of(
                                new Edit("missing", (prefix, value) -> ""),
                                new Edit("repeated", (prefix, value) -> prefix + value + "," + prefix + value),
                                new Edit("renamed", (prefix, value) -> prefix.replaceFirst("\"", "\"odd_") + value),
                                new Edit("spaced", (prefix, value) -> " \n\t" + prefix + "\r\n " + value + "\t ")))
                .flatMap(edits -> edits);
    }

    private static Edit replacement(String other) {
        return new Edit("replaced by " + start(other), (prefix, value) -> prefix + other);
    }

    private static Edit precededBy(String other) {
        return new Edit("preceded by " + start(other), (prefix, value) -> prefix + other + "," + prefix + value);
    }

    private static Edit followedBy(String other) {
        return new Edit("followed by " + start(other), (prefix, value) -> prefix + value + "," + prefix + other);
    }

    private static String start(String value) {
        return value.substring(0, Math.min(20, value.length()));
    }

    private static Stream<JsonPointer> pointers(JsonNode node, JsonPointer at) {
        return children(node, at)
                .flatMap(child -> Stream.concat(Stream.of(child), pointers(child(node, child), child)));
    }

    private static Stream<JsonPointer> children(JsonNode node, JsonPointer at) {
        return node.isArray()
                ? IntStream.range(0, node.size()).mapToObj(at::appendIndex)
                : node.properties().stream().map(member -> at.appendProperty(member.getKey()));
    }

    private static JsonNode child(JsonNode node, JsonPointer child) {
        return node.at(child.last());
    }

    private static String write(JsonNode root, JsonPointer target, Edit edit) {
        return write(root, JsonPointer.empty(), target, edit);
    }

    private static String write(JsonNode node, JsonPointer at, JsonPointer target, Edit edit) {
        if (!(target + "/").startsWith(at + "/") || !node.isContainerNode()) {
            return node.toString();
        }
        var parts = children(node, at)
                .map(child -> {
                    var prefix = node.isArray() ? "" : quoted(child.last().getMatchingProperty()) + ":";
                    var value = write(child(node, child), child, target, edit);
                    return child.equals(target) ? edit.change.apply(prefix, value) : prefix + value;
                })
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(","));
        return node.isArray() ? "[" + parts + "]" : "{" + parts + "}";
    }

    private static String quoted(String name) {
        return JSON.getNodeFactory().textNode(name).toString();
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
