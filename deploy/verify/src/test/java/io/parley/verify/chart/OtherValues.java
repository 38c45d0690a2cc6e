package io.parley.verify.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Values that differ from the defaults and that the schema admits, for the check that every value has an effect. */
final class OtherValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Values that fit most keys; {@code MARK} is replaced by a text that is easy to find. */
    private static final List<String> MARKED = List.of(
            "\"MARK\"",
            "\"https://MARK.example.com\"",
            "[\"MARK\"]",
            "[\"MARK.example.com\"]",
            "{\"MARK\": \"yes\"}",
            "[{\"name\": \"MARK\"}]",
            "[{\"name\": \"MARK\", \"mountPath\": \"/MARK\"}]",
            "[{\"podSelector\": {\"matchLabels\": {\"MARK\": \"yes\"}}}]",
            "[{\"type\": \"memory\", \"metadata\": {\"value\": \"MARK\"}}]");

    private static final List<String> PLAIN = List.of(
            "1",
            "3",
            "7",
            "77",
            "\"7Gi\"",
            "\"sha256:" + "7".repeat(64) + "\"",
            "[\"7.7.0.0/16\"]",
            "[\"77::/16\"]",
            "[7777]",
            "[\"ReadWriteOnce\", \"ReadWriteMany\"]",
            "{\"limits\": {\"memory\": \"7Gi\"}}");

    /** Values whose keys are chosen freely. */
    private static final Map<String, String> SPECIAL = Map.of(
            "defaults.settings", "{\"parley.http.max-url\": \"MARK\"}",
            "providers.whatsapp.accountTokenKeys", "{\"7777\": \"MARK\"}",
            "providers.viber.bots", "{\"7777\": \"MARK\"}",
            "providers.viber.partner.services", "{\"7777\": {\"tokenKey\": \"MARK\", \"authorizationKey\": \"b\"}}",
            "providers.sms.smscs",
                    "{\"other\": {\"host\": \"MARK\", \"systemId\": \"x\", \"existingSecret\": \"other\"}}",
            "networkPolicy.extraIngress", "{\"flow\": [{\"ports\": [{\"port\": \"MARK\"}]}]}",
            "networkPolicy.extraEgress", "{\"flow\": [{\"ports\": [{\"port\": \"MARK\"}]}]}",
            "extraObjects", "[\"kind: MARK\"]");

    private final ValuesSchema schema;
    private final JsonNode defaults;
    private final Map<List<String>, JsonSchema> compiled = new HashMap<>();

    OtherValues(ValuesSchema schema, JsonNode defaults) {
        this.schema = schema;
        this.defaults = defaults;
    }

    /** Keys without further keys below them. Those of components are the same as the defaults. */
    List<List<String>> leaves() {
        return leaves(defaults, List.of())
                .filter(path -> !path.getFirst().equals("components"))
                .toList();
    }

    private Stream<List<String>> leaves(JsonNode node, List<String> path) {
        var hasKeys = path.isEmpty()
                || (!path.getLast().equals("resources")
                        && schema.at(path)
                                .filter(found -> schema.resolve(found).has("properties"))
                                .isPresent());
        if (!hasKeys) {
            return Stream.of(path);
        }
        return node.properties().stream().flatMap(entry -> {
            var below = new ArrayList<>(path);
            below.add(entry.getKey());
            return leaves(entry.getValue(), below);
        });
    }

    /** A value that contains a mark, if the schema admits one. */
    Optional<JsonNode> withMark(List<String> path, String mark) {
        var special = SPECIAL.get(String.join(".", path));
        return Stream.concat(Stream.ofNullable(special), MARKED.stream())
                .map(text -> PrettyJson.read(text.replace("MARK", mark)))
                .filter(value -> isAdmitted(path, value))
                .findFirst();
    }

    /** Values that differ from the current one. */
    List<JsonNode> of(List<String> path, JsonNode values) {
        var pointer = "/" + String.join("/", path);
        var given = values.at(pointer);
        var current = given.isMissingNode() ? defaults.at(pointer) : given;
        var ofSchema =
                Manifest.elements(schema.resolve(schema.at(path).orElseThrow()).path("enum"));
        return Stream.of(
                        Stream.of((JsonNode) NODES.booleanNode(!current.asBoolean())),
                        ofSchema,
                        PLAIN.stream().map(PrettyJson::read),
                        withMark(path, "other").stream())
                .flatMap(all -> all)
                .filter(value -> !value.equals(current) && isAdmitted(path, value))
                .toList();
    }

    private boolean isAdmitted(List<String> path, JsonNode value) {
        return compiled.computeIfAbsent(path, this::compile).validate(value).isEmpty();
    }

    private JsonSchema compile(List<String> path) {
        var node = (ObjectNode) schema.resolve(schema.at(path).orElseThrow());
        var whole = node.deepCopy();
        whole.set("$defs", schema.root().path("$defs"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole);
    }
}
