package io.parley.messaging.message;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.runtime.test.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Generates random requests that are close to the contract and usually invalid. */
final class RandomRequests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Contract.Operation> OPERATIONS = Contract.operations().stream()
            .filter(operation -> operation.path().matches("/(messages|configurations)($|/.*)"))
            .toList();
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
    private static final List<String> MEMBERS = List.of(
            "to",
            "from",
            "channel",
            "content",
            "contentType",
            "text",
            "rateType",
            "context",
            "overrides",
            "notificationCallbackUrl",
            "signature",
            "eventFilter",
            "inboundMessageUrl",
            "header",
            "",
            "ключ",
            "__proto__");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "text",
            "viber",
            "sms",
            "transaction",
            "4915550001111",
            "https://example.com/",
            "a\u0000b",
            "\ud83d",
            "\u202e😀\u200d",
            "null",
            "-1",
            "0190a0b0-c0d0-7000-8000-000000000001",
            "MessageStatus::delivered",
            "x".repeat(4_000));
    private static final String PATH_CHARACTERS = "abz019-._~!$&'()*+,;=:@/%";
    private static final List<String> TYPES = List.of(
            "application/json; charset=utf-16", "text/plain", "application/xml", "multipart/form-data", "*", "a/b/c");

    private final Random random;
    private final URI base;
    private final Tenant tenant;

    RandomRequests(long seed, URI base, Tenant tenant) {
        this.random = new Random(seed);
        this.base = base;
        this.tenant = tenant;
    }

    HttpRequest next() {
        var operation = pick(OPERATIONS);
        var method = chance(80) ? operation.method() : pick(METHODS);
        var request = HttpRequest.newBuilder(base.resolve("/conversations/v3" + path(operation.path()) + query()))
                .timeout(Duration.ofSeconds(10))
                .method(method, BodyPublishers.ofByteArray(method.equals("GET") ? new byte[0] : body()));
        headers(request);
        return request.build();
    }

    private void headers(HttpRequest.Builder request) {
        if (chance(95)) {
            request.header("apikey", chance(97) ? tenant.key() : latin());
        }
        if (chance(97)) {
            request.header("Content-Type", chance(92) ? "application/json" : pick(TYPES));
        }
        if (chance(10)) {
            request.header("Accept", chance(50) ? "application/json" : pick(TYPES));
        }
        if (chance(20)) {
            request.header("Idempotency-Key", latin());
        }
        if (chance(20)) {
            request.header("traceparent", latin());
        }
        for (var i = random.nextInt(4); i > 0; i--) {
            request.header("X-" + i, latin());
        }
    }

    private String path(String template) {
        var path = template.replace("{messageId}", "0190a0b0-c0d0-7000-8000-00000000000" + random.nextInt(10))
                .replace("{service-id}", chance(70) ? tenant.serviceId() : segment())
                .replaceAll("\\{[^}]*}", chance(50) ? "4930555100" : segment().replace("$", ""));
        return chance(90) ? path : path + "/" + segment();
    }

    private String query() {
        return switch (random.nextInt(8)) {
            case 0 -> "?page=" + random.nextInt() + "&size=" + segment().replace("/", "");
            case 1 -> "?" + segment();
            default -> "";
        };
    }

    private String segment() {
        var segment = new StringBuilder();
        for (var i = random.nextInt(12); i >= 0; i--) {
            var next = PATH_CHARACTERS.charAt(random.nextInt(PATH_CHARACTERS.length()));
            segment.append(next == '%' ? "%%%02X".formatted(random.nextInt(256)) : next);
        }
        return segment.toString();
    }

    private String latin() {
        var value = new StringBuilder();
        for (var i = random.nextInt(300); i >= 0; i--) {
            value.append((char) (' ' + random.nextInt(95)));
        }
        return value.toString();
    }

    private byte[] body() {
        try {
            var bytes = JSON.writeValueAsBytes(chance(60) ? nearlyAMessage() : object(3));
            return switch (random.nextInt(6)) {
                case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                case 1 -> withOneByteChanged(bytes);
                default -> bytes;
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] withOneByteChanged(byte[] bytes) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    private ObjectNode nearlyAMessage() throws IOException {
        var message = (ObjectNode) JSON.readTree(tenant.text(Tenant.person(), "random"));
        if (chance(70)) {
            put(chance(70) ? message : (ObjectNode) message.path("content"), 2);
        }
        return message;
    }

    private ObjectNode object(int depth) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var i = random.nextInt(6); i > 0; i--) {
            put(object, depth);
        }
        return object;
    }

    private void put(ObjectNode object, int depth) {
        var name = pick(MEMBERS);
        switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> object.putNull(name);
            case 1 -> object.put(name, random.nextLong());
            case 2 -> object.put(name, random.nextBoolean());
            case 3, 4 -> object.put(name, pick(TEXTS));
            case 5 -> object.put(name, random.nextGaussian() * 1e300);
            case 6 -> object.set(name, object(depth - 1));
            default -> object.set(name, array(depth - 1));
        }
    }

    private ArrayNode array(int depth) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var i = random.nextInt(4); i > 0; i--) {
            array.add(chance(50) ? object(depth) : JsonNodeFactory.instance.textNode(pick(TEXTS)));
        }
        return array;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
