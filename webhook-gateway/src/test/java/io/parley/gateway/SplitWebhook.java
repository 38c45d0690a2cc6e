package io.parley.gateway;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.bus.BusRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A webhook as its provider sends it, with the items that it consists of.
 *
 * @param reader splits a body
 */
record SplitWebhook(String provider, String text, Function<byte[], List<Item>> reader, List<Element> elements) {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A value that is published as one item.
     *
     * @param pointer to the value
     * @param text of the value
     * @param context values outside that are needed to read it
     * @param record as published
     */
    record Element(String pointer, String text, List<String> context, BusRecord record) {}

    /** A value and what is needed to read it. */
    private record Place(String pointer, List<String> context) {}

    /** @param name of a resource {@code webhooks/<name>.json} */
    static SplitWebhook of(String name) {
        var text = JsonMutant.normalized(resource(name));
        return switch (name) {
            case "meta" -> of("meta", text, MetaSplitter::split, metaPlaces(text));
            case "viber-partner" ->
                of(name, text, body -> PartnerReader.read("7042", body), children(text, "/results", List.of()));
            default -> of("viber", text, body -> ViberReader.read("7042", body), List.of(new Place("", List.of())));
        };
    }

    private static SplitWebhook of(
            String provider, String text, Function<byte[], List<Item>> reader, Stream<Place> places) {
        return of(provider, text, reader, places.toList());
    }

    private static SplitWebhook of(
            String provider, String text, Function<byte[], List<Item>> reader, List<Place> places) {
        var items = reader.apply(text.getBytes(StandardCharsets.UTF_8));
        if (items.size() != places.size()) {
            throw new IllegalStateException(items.size() + " items of " + places);
        }
        var elements = IntStream.range(0, places.size())
                .mapToObj(i -> element(text, places.get(i), items.get(i)))
                .toList();
        return new SplitWebhook(provider, text, reader, elements);
    }

    private static Element element(String text, Place place, Item item) {
        var value = tree(text).at(place.pointer);
        var content = value.has("field") ? value.path("value") : value;
        return new Element(
                place.pointer, content.toString(), place.context, records(item).getFirst());
    }

    /** The records of a body. */
    List<BusRecord> records(byte[] body) {
        return reader.apply(body).stream()
                .flatMap(item -> records(item).stream())
                .toList();
    }

    /** Whether the defect cannot change how the element is read. */
    boolean isUnaffected(Element element, JsonMutant mutant) {
        if (mutant.isWithin(element.pointer)) {
            return false;
        }
        return elements.stream().anyMatch(other -> mutant.isWithin(other.pointer))
                || element.context.stream()
                        .noneMatch(needed -> mutant.isWithin(needed) || needed.startsWith(mutant.pointer() + "/"));
    }

    private static List<BusRecord> records(Item item) {
        return EventWriter.write(item, NOW, null);
    }

    private static Stream<Place> metaPlaces(String text) {
        return children(text, "/entry", List.of())
                .flatMap(entry -> children(text, entry.pointer + "/changes", List.of())
                        .flatMap(change -> ofChange(text, entry.pointer, change.pointer)));
    }

    private static Stream<Place> ofChange(String text, String entry, String change) {
        if (!tree(text).at(change + "/field").asText().equals("messages")) {
            return Stream.of(new Place(change, List.of("/object", entry + "/id", entry + "/time", change)));
        }
        return names(tree(text).at(change + "/value"))
                .filter(name -> List.of("messages", "statuses", "errors").contains(name))
                .flatMap(name -> children(text, change + "/value/" + name, List.of("/object", change)));
    }

    private static Stream<Place> children(String text, String list, List<String> context) {
        return IntStream.range(0, tree(text).at(list).size())
                .mapToObj(i -> JsonPointer.compile(list).appendIndex(i).toString())
                .map(pointer -> new Place(pointer, context.isEmpty() ? List.of(pointer) : context));
    }

    private static Stream<String> names(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey);
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (var in = SplitWebhook.class.getResourceAsStream("/webhooks/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
