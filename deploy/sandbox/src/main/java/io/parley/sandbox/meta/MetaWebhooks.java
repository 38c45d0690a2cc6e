package io.parley.sandbox.meta;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.sandbox.SandboxConfig;
import io.parley.sandbox.meta.account.DisplayNumber;
import io.parley.sandbox.meta.error.GraphErrorResponse;
import io.parley.sandbox.post.Poster;
import io.parley.sandbox.post.Signature;
import io.parley.sandbox.post.WebhookSender.Webhook;
import io.parley.sandbox.web.Json;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** Writes Meta's webhooks: one change for each status or message, several changes in one signed POST. */
final class MetaWebhooks {

    private static final byte[] HEAD = ascii("{\"object\":\"whatsapp_business_account\",\"entry\":[");
    private static final byte[] TAIL = ascii("]}");

    /** Separates account and number in the destination of a webhook that concerns one number. */
    private static final String NUMBER = "/";

    /** Status of a call that Meta regards as failed. */
    private static final int FAILED = 500;

    private final BinaryOperator<String> urls;
    private final Poster poster;
    private final Signature signature;

    /** @param urls returns the webhook URL of an account and of a number, which is null for changes of the account */
    MetaWebhooks(SandboxConfig settings, Poster poster, BinaryOperator<String> urls) {
        this.urls = urls;
        this.poster = poster;
        signature = new Signature(settings.appSecret());
    }

    /** Creates a status of a sent message. */
    Webhook status(Sent sent, String status, int failCode, Runnable onAcked) {
        return change(sent.number(), onAcked, json -> {
            json.writeArrayFieldStart("statuses");
            json.writeStartObject();
            json.writeStringField("status", status);
            json.writeStringField("timestamp", seconds());
            sent.writeReference(json);
            writeOutcome(json, status, failCode);
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private static void writeOutcome(JsonGenerator json, String status, int failCode) throws IOException {
        if (!status.equals("failed")) {
            json.writeObjectFieldStart("pricing");
            json.writeBooleanField("billable", true);
            json.writeStringField("pricing_model", "PMP");
            json.writeStringField("category", "service");
            json.writeStringField("type", "regular");
            json.writeEndObject();
            return;
        }
        json.writeArrayFieldStart("errors");
        json.writeStartObject();
        json.writeNumberField("code", failCode);
        json.writeStringField("title", GraphErrorResponse.title(failCode));
        json.writeStringField("message", GraphErrorResponse.title(failCode));
        json.writeObjectFieldStart("error_data");
        json.writeStringField("details", "The sandbox was asked to fail this message.");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    /** Creates a message from a phone; {@code message} contains type, content and any other members. */
    Webhook message(SandboxConfig.Number number, String id, SandboxPerson person, JsonNode message, Runnable onAcked) {
        return change(number, onAcked, json -> {
            json.writeArrayFieldStart("contacts");
            person.writeContact(json);
            json.writeEndArray();
            json.writeArrayFieldStart("messages");
            json.writeStartObject();
            person.writeSender(json);
            json.writeStringField("id", id);
            json.writeStringField("timestamp", seconds());
            for (var member : message.properties()) {
                json.writeFieldName(member.getKey());
                json.writeTree(member.getValue());
            }
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private Webhook change(SandboxConfig.Number number, Runnable onAcked, Json.Writing value) {
        var json = MetaJson.bytes(out -> {
            out.writeStartObject();
            out.writeObjectFieldStart("value");
            out.writeStringField("messaging_product", "whatsapp");
            out.writeObjectFieldStart("metadata");
            out.writeStringField("display_phone_number", DisplayNumber.of(number.display()));
            out.writeStringField("phone_number_id", number.id());
            out.writeEndObject();
            value.to(out);
            out.writeEndObject();
            out.writeStringField("field", "messages");
            out.writeEndObject();
        });
        return new Webhook(number.wabaId() + NUMBER + number.id(), json, onAcked);
    }

    /** Creates a change of another field with the caller's value. */
    Webhook raw(String wabaId, String field, JsonNode value, Runnable onAcked) {
        var json = MetaJson.bytes(out -> {
            out.writeStartObject();
            out.writeFieldName("value");
            out.writeTree(value);
            out.writeStringField("field", field);
            out.writeEndObject();
        });
        return new Webhook(wabaId, json, onAcked);
    }

    /**
     * Posts changes, in one call for each URL, with one entry for consecutive changes of the same business account. All
     * of them are retried if one call fails, as Meta may send a webhook twice.
     */
    Future<Integer> post(List<Webhook> changes) {
        var byUrl = changes.stream().collect(Collectors.groupingBy(this::url, LinkedHashMap::new, Collectors.toList()));
        if (byUrl.size() == 1) {
            return post(url(changes.getFirst()), changes);
        }
        var calls = byUrl.entrySet().stream()
                .map(group -> post(group.getKey(), group.getValue()).otherwise(0))
                .toList();
        return Future.join(calls).map(ended -> calls.stream().allMatch(call -> call.result() == 200) ? 200 : FAILED);
    }

    private String url(Webhook change) {
        var destination = change.destination().split(NUMBER, 2);
        return urls.apply(destination[0], destination.length == 1 ? null : destination[1]);
    }

    private static String account(Webhook change) {
        return change.destination().split(NUMBER, 2)[0];
    }

    private Future<Integer> post(String url, List<Webhook> changes) {
        var body = envelope(changes);
        var headers = Map.of(
                "Content-Type",
                "application/json",
                "User-Agent",
                "facebookexternalua",
                "X-Hub-Signature-256",
                "sha256=" + signature.of(body));
        return poster.post(url, headers, body);
    }

    private static byte[] envelope(List<Webhook> changes) {
        var body = new ByteArrayOutputStream(256 + changes.size() * 512);
        body.writeBytes(HEAD);
        String waba = null;
        for (var change : changes) {
            if (account(change).equals(waba)) {
                body.write(',');
            } else {
                body.writeBytes(ascii((waba == null ? "" : "]},") + entry(account(change))));
                waba = account(change);
            }
            body.writeBytes(change.json());
        }
        body.writeBytes(ascii("]}"));
        body.writeBytes(TAIL);
        return body.toByteArray();
    }

    private static String entry(String wabaId) {
        return "{\"id\":\"" + wabaId + "\",\"time\":" + seconds() + ",\"changes\":[";
    }

    private static String seconds() {
        return Long.toString(System.currentTimeMillis() / 1000);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
