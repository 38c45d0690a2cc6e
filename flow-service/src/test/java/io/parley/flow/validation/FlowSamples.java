package io.parley.flow.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Builds Flows from the short forms in {@code flow-json/samples.yaml}, which explains them. */
final class FlowSamples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonNode PARTS = read("parts.yaml");
    private static final Pattern COUNTED = Pattern.compile("\\$(options|images|base64)-([0-9]+)");
    private static final int KILOBYTE = 1024;
    private static final String CONDITION_DATA = """
        {"b": {"type": "boolean", "__example__": true}, "s": {"type": "string", "__example__": "a"},
         "n": {"type": "number", "__example__": 1}}\
        """;

    private FlowSamples() {}

    static JsonNode read(String file) {
        try (var yaml = FlowSamples.class.getResourceAsStream("/flow-json/" + file)) {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the bytes of a sample's file. */
    static byte[] file(JsonNode sample) {
        if (sample.has("bytes")) {
            return HexFormat.of().parseHex(sample.get("bytes").asText());
        }
        if (sample.has("size")) {
            return new byte[sample.get("size").intValue()];
        }
        var text =
                sample.has("file") ? sample.get("file").asText() : flow(sample).toString();
        if (sample.has("repeat")) {
            text = text.replaceFirst(
                    "(\"%s\":\"[^\"]*\")".formatted(sample.get("repeat").asText()), "$1,$1");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static FlowReport validate(JsonNode sample) {
        return FlowValidator.standard()
                .validate(file(sample), sample.path("publish").booleanValue());
    }

    static ObjectNode flow(JsonNode sample) {
        var flow = JSON.objectNode().put("version", sample.path("version").asText("7.3"));
        var screens = flow.putArray("screens");
        if (sample.has("chain")) {
            chain(screens, sample.get("chain").intValue());
        } else if (sample.has("fan")) {
            fan(flow, screens, sample.get("fan").intValue(), sample.has("endpoint"));
        } else {
            screens.add(main(sample));
        }
        sample.path("screens").forEach(screen -> screens.add(resolve(screen)));
        if (sample.has("flow")) {
            flow.setAll((ObjectNode) resolve(sample.get("flow")));
        }
        return flow;
    }

    private static ObjectNode main(JsonNode sample) {
        var screen = screen("MAIN", true);
        var children = (ArrayNode) screen.path("layout").path("children");
        sample.path("children").forEach(child -> children.add(resolve(child)));
        many(sample.path("many"), children);
        condition(sample, screen, children);
        if (!sample.path("footer").isBoolean()) {
            children.add(resolve(sample.has("footer") ? sample.get("footer") : JSON.textNode("$footer")));
        }
        if (sample.has("payload")) {
            ((ObjectNode) children.get(children.size() - 1).get("on-click-action"))
                    .set("payload", sample.get("payload"));
        }
        if (sample.has("screen")) {
            screen.setAll((ObjectNode) resolve(sample.get("screen")));
        }
        return screen;
    }

    private static void many(JsonNode many, ArrayNode children) {
        for (var i = 0; i < many.path("count").asInt(); i++) {
            var child = (ObjectNode) resolve(many.get("of"));
            if (child.has("name")) {
                child.put("name", "a" + i);
            }
            children.add(child);
        }
    }

    private static void condition(JsonNode sample, ObjectNode screen, ArrayNode children) {
        var depth = sample.path("deep").asInt();
        var condition = sample.has("deep")
                ? "(".repeat(depth) + "${data.b}" + ")".repeat(depth)
                : sample.path("condition").textValue();
        if (condition != null) {
            var component = children.addObject().put("type", "If").put("condition", condition);
            component.putArray("then").addObject().put("type", "TextBody").put("text", "A");
            screen.set("data", parse(CONDITION_DATA));
        }
    }

    static JsonNode parse(String json) {
        try {
            return new YAMLMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void chain(ArrayNode screens, int count) {
        for (var i = 1; i <= count; i++) {
            var screen = screens.add(screen(id(i), i == count)).get(i - 1);
            add(screen, i == count ? null : id(i + 1));
        }
    }

    private static void fan(ObjectNode flow, ArrayNode screens, int count, boolean endpoint) {
        var first = screen("MAIN", false);
        screens.add(first);
        var targets = new ArrayList<String>();
        for (var i = 1; i <= count; i++) {
            targets.add(id(i));
            var screen = screen(id(i), true);
            add(screen, null);
            screens.add(screen);
        }
        var items = JSON.arrayNode();
        targets.forEach(target -> items.add(item(target)));
        var list = (ObjectNode) parse("{type: NavigationList, name: a}");
        list.set("list-items", items);
        ((ArrayNode) first.path("layout").path("children")).add(list);
        if (endpoint) {
            var routes = JSON.arrayNode();
            targets.forEach(routes::add);
            flow.put("data_api_version", "3.0").putObject("routing_model").set("MAIN", routes);
        }
    }

    private static JsonNode item(String target) {
        return parse(
                "{id: %1$s, main-content: {title: A}, on-click-action: {name: navigate, next: {type: screen, name: %1$s}}}"
                        .formatted(target));
    }

    /** Adds a footer that leads to a screen, or completes the Flow. */
    private static void add(JsonNode screen, String next) {
        var footer = (ObjectNode) resolve(JSON.textNode(next == null ? "$footer" : "$next"));
        if (next != null) {
            ((ObjectNode) footer.path("on-click-action").path("next")).put("name", next);
        }
        ((ArrayNode) screen.path("layout").path("children")).add(footer);
    }

    private static ObjectNode screen(String id, boolean terminal) {
        var screen = JSON.objectNode().put("id", id).put("title", "Main").put("terminal", terminal);
        screen.putObject("layout").put("type", "SingleColumnLayout").putArray("children");
        return screen;
    }

    private static String id(int number) {
        return "S_" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
    }

    /** Replaces the names of parts by the parts. */
    static JsonNode resolve(JsonNode node) {
        if (node.isTextual()) {
            return part(node);
        }
        var copy = node.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> object.set(name, resolve(object.get(name))));
        } else if (copy instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                array.set(i, resolve(array.get(i)));
            }
        }
        return copy;
    }

    private static JsonNode part(JsonNode name) {
        var counted = COUNTED.matcher(name.textValue());
        if (counted.matches()) {
            var count = Integer.parseInt(counted.group(2));
            return counted.group(1).equals("base64")
                    ? JSON.textNode("A".repeat(count * KILOBYTE * 4 / 3 / 4 * 4))
                    : options(count, counted.group(1).equals("images"));
        }
        return PARTS.has(name.textValue()) ? resolve(PARTS.get(name.textValue())) : name;
    }

    private static ArrayNode options(int count, boolean images) {
        var options = JSON.arrayNode();
        for (var i = 0; i < count; i++) {
            var option = options.addObject().put("id", "o" + i).put("title", "Option " + i);
            if (images) {
                option.put("image", "aGk=");
            }
        }
        return options;
    }
}
