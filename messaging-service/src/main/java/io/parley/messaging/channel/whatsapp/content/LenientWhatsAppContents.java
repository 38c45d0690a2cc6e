package io.parley.messaging.channel.whatsapp.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Normalizes the tolerated spellings of WhatsApp contents, which real clients send, to the canonical ones. */
public final class LenientWhatsAppContents {
    private LenientWhatsAppContents() {}

    public static void apply(ObjectNode content) {
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

    /** The published contract shows a single button of a card as an object. */
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

    /** Merges a list of objects with one member each into one object. Any other list stays and is rejected later. */
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
