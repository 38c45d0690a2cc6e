package io.parley.verify.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every value has an effect: with another value, some preset renders something else. */
@Tag("static")
@Timeout(120)
class UsedValuesTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Other values that fit most keys; the first one that the schema admits is used. */
    private static final List<JsonNode> OTHERS = List.of(
            NODES.textNode("changed"),
            NODES.numberNode(7),
            NODES.numberNode(77),
            NODES.textNode("7Gi"),
            NODES.textNode("https://changed.example.com"),
            NODES.textNode("sha256:" + "7".repeat(64)),
            Json.read("[\"changed\"]"),
            Json.read("[\"changed.example.com\"]"),
            Json.read("[\"7.7.0.0/16\"]"),
            Json.read("[\"77::/16\"]"),
            Json.read("[7777]"),
            Json.read("{\"changed\": \"yes\"}"),
            Json.read("[{\"name\": \"changed\", \"mountPath\": \"/changed\"}]"),
            Json.read("[{\"name\": \"changed\"}]"),
            Json.read("[{\"type\": \"memory\", \"metadata\": {\"value\": \"7\"}}]"),
            Json.read("[{\"podSelector\": {\"matchLabels\": {\"changed\": \"yes\"}}}]"),
            Json.read("[\"ReadWriteOnce\", \"ReadWriteMany\"]"));

    /** Values whose keys are chosen freely, or whose change needs a special form. */
    private static final Map<String, String> SPECIAL = Map.of(
            "defaults.settings", "{\"parley.http.max-url\": 4096}",
            "providers.whatsapp.accountTokenKeys", "{\"7777\": \"changed\"}",
            "providers.viber.bots", "{\"7777\": \"changed\"}",
            "providers.viber.partner.services", "{\"7777\": {\"tokenKey\": \"a\", \"authorizationKey\": \"b\"}}",
            "providers.sms.smscs",
                    "{\"changed\": {\"host\": \"changed\", \"systemId\": \"x\", \"existingSecret\": \"changed\"}}",
            "networkPolicy.extraIngress", "{\"flow\": [{}]}",
            "networkPolicy.extraEgress", "{\"flow\": [{}]}",
            "extraObjects", "[\"kind: Changed\"]");

    @TempDir
    static Path folder;

    @TempDir
    static Path values;

    private static Chart chart;
    private static ValuesSchema schema;

    @BeforeAll
    static void copy() {
        chart = Chart.ofRepository().copiedTo(folder);
        schema = ValuesSchema.of(chart);
    }

    @Test
    void everyValueHasAnEffect() {
        var unused = new TreeSet<String>();
        leaves(chart.yaml("values.yaml"), List.of())
                .filter(path -> !path.getFirst().equals("components"))
                .filter(path -> !hasEffect(path))
                .forEach(path -> unused.add(String.join(".", path)));

        assertEquals(Set.of(), unused);
    }

    /** Keys without keys below them in the schema. */
    private static Stream<List<String>> leaves(JsonNode node, List<String> path) {
        var hasKeys = path.isEmpty()
                || schema.at(path)
                        .filter(found -> schema.resolve(found).has("properties"))
                        .isPresent();
        if (!node.isObject() || !hasKeys || (!path.isEmpty() && path.getLast().equals("resources"))) {
            return Stream.of(path);
        }
        return node.properties().stream().flatMap(entry -> leaves(entry.getValue(), below(path, entry.getKey())));
    }

    private static List<String> below(List<String> path, String name) {
        var longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    private static boolean hasEffect(List<String> path) {
        return chart.presets().stream().anyMatch(preset -> {
            var base = (ObjectNode) Json.read(
                    ValuesFile.with(chart.preset(preset), NODES.objectNode()).toString());
            var before = render(base);
            return candidates(path, base).anyMatch(other -> {
                var after = render(ValuesFile.with(chart.preset(preset), path, other));
                return !after.isEmpty() && !after.equals(before);
            });
        });
    }

    private static Stream<JsonNode> candidates(List<String> path, JsonNode base) {
        var special = SPECIAL.get(String.join(".", path));
        if (special != null) {
            return Stream.of(Json.read(special));
        }
        var node = schema.resolve(schema.at(path).orElseThrow());
        var pointer = "/" + String.join("/", path);
        var current =
                base.at(pointer).isMissingNode() ? chart.yaml("values.yaml").at(pointer) : base.at(pointer);
        return Stream.of(
                        Stream.of((JsonNode) NODES.booleanNode(!current.asBoolean())),
                        Manifest.elements(node.path("enum")),
                        OTHERS.stream())
                .flatMap(values -> values)
                .filter(other -> !other.equals(current) && isValid(node, other));
    }

    private static boolean isValid(JsonNode node, JsonNode value) {
        var whole = schema.root().deepCopy();
        whole.removeAll();
        whole.setAll((ObjectNode) node.deepCopy());
        whole.set("$defs", schema.root().path("$defs"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(whole)
                .validate(value)
                .isEmpty();
    }

    /** What Helm renders; nothing if a rule refuses the values. */
    private static String render(JsonNode input) {
        try {
            return chart.render(ValuesFile.write(values, input), Chart.NEWEST_KUBERNETES, Map.of())
                    .text();
        } catch (IllegalStateException e) {
            return "";
        }
    }
}
