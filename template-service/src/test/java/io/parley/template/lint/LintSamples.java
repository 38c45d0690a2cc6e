package io.parley.template.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Completes the short samples of {@code lint/samples.yaml} to requests. */
final class LintSamples {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String PICTURE = "https://shop.example.com/lamp.png";

    private LintSamples() {}

    /** Returns the samples by the id of their rule. */
    static JsonNode read() {
        try (var file = LintSamples.class.getResourceAsStream("/lint/samples.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LintResult check(JsonNode sample) {
        var lint = TemplateLint.standard();
        return sample.has("edit")
                ? lint.checkEdit(
                        sample.get("edit"),
                        sample.path("category").asText(),
                        sample.path("language").asText())
                : lint.check(template(sample));
    }

    private static JsonNode template(JsonNode sample) {
        if (sample.has("template")) {
            return sample.get("template");
        }
        var template = JSON.objectNode()
                .put("name", sample.path("name").asText("sample"))
                .put("category", sample.path("category").asText(sample.has("cards") ? "MARKETING" : "UTILITY"));
        var localization = template.putArray("localizations")
                .addObject()
                .put("language", sample.path("language").asText("en"));
        localization.set("components", components(sample));
        if (sample.has("ttl")) {
            localization.set("messageSendTimeToLiveSeconds", sample.get("ttl"));
        }
        return template;
    }

    private static ArrayNode components(JsonNode sample) {
        if (sample.has("components")) {
            return (ArrayNode) sample.get("components");
        }
        var components = JSON.arrayNode();
        if (sample.has("header")) {
            components
                    .addObject()
                    .put("type", "HEADER")
                    .put("format", "TEXT")
                    .put("text", sample.get("header").textValue());
        }
        components.add(body(sample));
        if (sample.has("footer")) {
            components
                    .addObject()
                    .put("type", "FOOTER")
                    .put("text", sample.get("footer").textValue());
        }
        addButtons(sample, components);
        if (sample.has("cards")) {
            components.addObject().put("type", "CAROUSEL").set("cards", cards(sample));
        }
        if (sample.has("beside")) {
            components.add(sample.get("beside"));
        }
        return components;
    }

    private static ObjectNode body(JsonNode sample) {
        var body = JSON.objectNode().put("type", "BODY");
        if (sample.has("repeated")) {
            body.put(
                    "text",
                    sample.get("repeated")
                            .textValue()
                            .repeat(sample.get("times").intValue()));
            if (sample.has("sample")) {
                body.putObject("example").putArray("texts").add(sample.get("sample"));
            }
            return body;
        }
        return body.put("text", sample.path("body").asText("Hello there."));
    }

    private static void addButtons(JsonNode sample, ArrayNode components) {
        if (sample.has("buttons")) {
            components.addObject().put("type", "BUTTONS").set("buttons", sample.get("buttons"));
        }
        if (sample.has("longUrl")) {
            var url = "https://shop.example.com/";
            var length = sample.get("longUrl").intValue();
            components
                    .addObject()
                    .put("type", "BUTTONS")
                    .putArray("buttons")
                    .addObject()
                    .put("type", "URL")
                    .put("text", "Shop")
                    .put("url", url + "a".repeat(length - url.length()));
        }
    }

    /** The second card is the one that differs. */
    private static ArrayNode cards(JsonNode sample) {
        var cards = JSON.arrayNode();
        for (var i = 0; i < sample.get("cards").intValue(); i++) {
            cards.addObject().set("components", card());
        }
        if (sample.has("replace")) {
            var replace = sample.get("replace");
            ((ArrayNode) cards.get(1).get("components")).set(replace.get(0).intValue(), replace.get(1));
        }
        if (sample.has("without")) {
            cards.forEach(card -> ((ArrayNode) card.get("components"))
                    .remove(sample.get("without").intValue()));
        }
        return cards;
    }

    private static ArrayNode card() {
        var components = JSON.arrayNode();
        components
                .addObject()
                .put("type", "HEADER")
                .put("format", "IMAGE")
                .putObject("example")
                .put("url", PICTURE);
        components.addObject().put("type", "BODY").put("text", "The small one");
        components
                .addObject()
                .put("type", "BUTTONS")
                .putArray("buttons")
                .addObject()
                .put("type", "QUICK_REPLY")
                .put("text", "More like this");
        return components;
    }
}
