package io.parley.messaging.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The contract's tolerances of WhatsApp contents: spellings that real clients send, turned into the canonical ones. */
final class LenientWhatsAppContents {
    private LenientWhatsAppContents() {}

    static void apply(ObjectNode content) {
        if (content.get("template") instanceof ObjectNode template) {
            template(template);
        }
        if (content.get("interactive") instanceof ObjectNode interactive) {
            interactive(interactive);
        }
    }

    private static void template(ObjectNode template) {
        if (template.get("components") instanceof ArrayNode parts) {
            merge(template, parts);
        }
        if (template.get("components") instanceof ObjectNode components) {
            list(components, "header");
            list(components, "carousel");
            components.path("carousel").forEach(LenientWhatsAppContents::card);
        }
    }

    /** One button of a card is the published form. */
    private static void card(JsonNode card) {
        if (card.get("components") instanceof ObjectNode components) {
            list(components, "header");
            list(components, "button");
        }
    }

    private static void interactive(ObjectNode interactive) {
        if (!interactive.has("subType") && interactive.path("type").isTextual()) {
            interactive.set("subType", interactive.remove("type"));
        }
        if (interactive.path("components").get("address") instanceof ObjectNode address) {
            list(address, "savedAddresses");
        }
    }

    /** A list of objects with one member each, made one object; a list of anything else is left to be refused. */
    private static void merge(ObjectNode template, ArrayNode parts) {
        var merged = template.objectNode();
        for (var part : parts) {
            if (part.size() != 1
                    || !part.isObject()
                    || merged.has(part.fieldNames().next())) {
                return;
            }
            merged.setAll((ObjectNode) part);
        }
        template.set("components", merged);
    }

    private static void list(ObjectNode parent, String member) {
        if (parent.get(member) instanceof ObjectNode one) {
            parent.set(member, parent.arrayNode().add(one));
        }
    }
}
