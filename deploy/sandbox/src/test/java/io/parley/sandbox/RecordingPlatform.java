package io.parley.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parley.sandbox.web.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** A platform that records every webhook and returns the configured status. */
final class RecordingPlatform implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Received> response = webhook -> 200;

    record Received(URI uri, Map<String, List<String>> headers, byte[] body, long nanos) {
        JsonNode json() {
            return Json.parse(body);
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }
    }

    RecordingPlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void respondWith(ToIntFunction<Received> status) {
        response = status;
    }

    List<Received> received() {
        return received;
    }

    void clear() {
        received.clear();
        response = webhook -> 200;
    }

    /** Returns all statuses or messages of Meta's webhooks so far, in order of arrival. */
    List<JsonNode> metaItems(String kind) {
        return received.stream()
                .filter(webhook -> webhook.uri().getPath().equals("/webhooks/meta"))
                .flatMap(webhook -> webhook.json().findValues(kind).stream())
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    private void handle(HttpExchange call) throws IOException {
        var webhook = new Received(
                call.getRequestURI(),
                Map.copyOf(call.getRequestHeaders()),
                call.getRequestBody().readAllBytes(),
                System.nanoTime());
        if (call.getRequestMethod().equals("GET")) {
            verifySubscription(call);
            return;
        }
        received.add(webhook);
        call.sendResponseHeaders(response.applyAsInt(webhook), -1);
        call.close();
    }

    private static void verifySubscription(HttpExchange call) throws IOException {
        var query = call.getRequestURI().getQuery();
        var body = query.replaceAll(".*hub.challenge=([^&]*).*", "$1").getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(query.contains("hub.verify_token=sandbox-verify-token") ? 200 : 403, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
