package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.parley.cli.CallbackForwarder.Forwarded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Prints what {@code parley listen} has received: the event, its signature, and the receiver's answer. */
record CallbackEventPrinter(OutputOptions output) {
    private static final int MAX_TEXT = 80;
    private static final int MAX_ANSWER = 200;
    private static final int SUCCESS = 2;

    /** @param forwarded null if the event was not forwarded */
    void print(CallbackServer.Call call, CallbackVerification.Result signature, Forwarded forwarded) {
        var event = event(call.body());
        output.line(
                "%s  %s  %s",
                output.dim(LocalTime.now().truncatedTo(ChronoUnit.SECONDS).toString()),
                describe(event),
                output.coloured(signature.name()));
        if (forwarded != null) {
            output.line("          → %s", describe(forwarded));
        }
        output.event(document(call, event, signature, forwarded));
    }

    /** A body that is not JSON is shown as text. */
    private static JsonNode event(byte[] body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            return new TextNode(new String(body, StandardCharsets.UTF_8));
        }
    }

    private String describe(JsonNode event) {
        var changed = event.path("changedValue");
        if (changed.isObject()) {
            return "%s %s: %s %s"
                    .formatted(
                            event.path("entity").path("type").asText(),
                            OutputOptions.printable(
                                    event.path("entity").path("name").asText(), MAX_TEXT),
                            changed.path("property").asText(),
                            OutputOptions.printable(changed.path("newValue").asText(), MAX_TEXT));
        }
        var name = event.path("event").asText("unknown event");
        var status = name.replace("MessageStatus::", "");
        return "%s  %s  %s  %s → %s%s"
                .formatted(
                        name.equals(status) ? name : output.coloured(status),
                        event.path("channel").asText(),
                        OutputOptions.printable(event.path("messageId").asText(), MAX_TEXT),
                        OutputOptions.printable(event.path("from").asText("?"), MAX_TEXT),
                        OutputOptions.printable(event.path("to").asText("?"), MAX_TEXT),
                        summary(event));
    }

    /** The text of a message, the payload of a tap, or the reason of a failure. */
    private static String summary(JsonNode event) {
        var content = event.path("content");
        var text = content.path("text")
                .asText(event.path("postback")
                        .path("data")
                        .asText(event.path("details")
                                .path("code")
                                .asText(content.path("contentType").asText())));
        return text.isEmpty() ? "" : "  \"" + OutputOptions.printable(text, MAX_TEXT) + "\"";
    }

    private String describe(Forwarded forwarded) {
        if (forwarded.failure() != null) {
            return output.coloured("failed") + " " + forwarded.failure();
        }
        var answer = forwarded.answer();
        var body = answer.status() / 100 == SUCCESS || answer.body().length == 0
                ? ""
                : "  " + OutputOptions.printable(new String(answer.body(), StandardCharsets.UTF_8), MAX_ANSWER);
        return "%d after %d ms%s"
                .formatted(answer.status(), forwarded.duration().toMillis(), body);
    }

    private static ObjectNode document(
            CallbackServer.Call call, JsonNode event, CallbackVerification.Result signature, Forwarded forwarded) {
        var document = OutputOptions.object()
                .put("id", call.headers().get("webhook-id"))
                .put("signature", signature.name());
        document.set("event", event);
        if (forwarded != null) {
            var answer = document.putObject("forwarded")
                    .put("status", forwarded.answer().status())
                    .put("durationMillis", forwarded.duration().toMillis())
                    .put("body", new String(forwarded.answer().body(), StandardCharsets.UTF_8));
            if (forwarded.failure() != null) {
                answer.put("failure", forwarded.failure());
            }
        }
        return document;
    }
}
