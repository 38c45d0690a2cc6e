package io.parley.sandbox.phone.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.sandbox.web.Json;
import java.time.Duration;
import java.time.Instant;

/**
 * The messages that WhatsApp sends for a person who taps something in a message.
 *
 * @param business number of the business, digits
 * @param wamid the message that was tapped
 */
record WhatsAppReplies(String business, String wamid) {
    private static final Duration CALLS_ALLOWED = Duration.ofDays(7);

    ObjectNode button(String id, String title) {
        var reply = interactive("button_reply");
        reply.withObject("/interactive/button_reply").put("id", id).put("title", title);
        return reply;
    }

    ObjectNode row(JsonNode row) {
        var reply = interactive("list_reply");
        var chosen = reply.withObject("/interactive/list_reply")
                .put("id", row.path("id").asText())
                .put("title", row.path("title").asText());
        if (row.hasNonNull("description")) {
            chosen.set("description", row.get("description"));
        }
        return reply;
    }

    /** A quick reply of a template. */
    ObjectNode quickReply(String payload, String text) {
        var reply = message("button");
        reply.putObject("button").put("payload", payload).put("text", text);
        return reply;
    }

    ObjectNode callPermission(boolean accepted) {
        var reply = interactive("call_permission_reply");
        var answer = reply.withObject("/interactive/call_permission_reply")
                .put("response", accepted ? "accept" : "reject")
                .put("response_source", "user_action");
        if (accepted) {
            answer.put("is_permanent", false)
                    .put(
                            "expiration_timestamp",
                            Instant.now().plus(CALLS_ALLOWED).getEpochSecond());
        }
        return reply;
    }

    /** An order of one product. WhatsApp takes the price from the catalogue, which the sandbox does not have. */
    ObjectNode order(String catalog, String product) {
        var reply = message("order");
        var order = reply.putObject("order").put("catalog_id", catalog).put("text", "");
        order.putArray("product_items")
                .addObject()
                .put("product_retailer_id", product)
                .put("quantity", 1)
                .put("item_price", 10)
                .put("currency", "EUR");
        return reply;
    }

    private ObjectNode interactive(String type) {
        var reply = message("interactive");
        reply.putObject("interactive").put("type", type).putObject(type);
        return reply;
    }

    private ObjectNode message(String type) {
        var message = Json.MAPPER.createObjectNode().put("type", type);
        message.putObject("context").put("from", business).put("id", wamid);
        return message;
    }
}
