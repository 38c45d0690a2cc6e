package io.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A customer's endpoint that accepts and records every callback. */
final class CountingCustomer implements AutoCloseable {

    /** One received call. */
    record Call(String path, Map<String, String> headers, byte[] bytes, JsonNode body) {}

    private final ObjectMapper json = new ObjectMapper();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final String address;
    private final HttpServer server;

    CountingCustomer() throws IOException {
        this("127.0.0.1");
    }

    CountingCustomer(String address) throws IOException {
        this.address = address;
        server = HttpServer.create(new InetSocketAddress(address, 0), 256);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            var headers = new ConcurrentHashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
            var bytes = exchange.getRequestBody().readAllBytes();
            calls.add(new Call(exchange.getRequestURI().getPath(), headers, bytes, json.readTree(bytes)));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String url(String path) {
        return "http://" + address + ":" + server.getAddress().getPort() + path;
    }

    Queue<Call> calls() {
        return calls;
    }

    /** Returns the ids of the messages with this event. */
    Set<String> messagesWith(String event) {
        var messages = ConcurrentHashMap.<String>newKeySet();
        calls.stream()
                .filter(call -> call.body().path("event").asText().equals(event))
                .forEach(call -> messages.add(call.body().path("messageId").asText()));
        return messages;
    }

    /** Returns the inbound texts. */
    Set<String> texts() {
        var texts = ConcurrentHashMap.<String>newKeySet();
        calls.stream()
                .filter(call -> call.body().path("event").asText().equals("MoMessage"))
                .forEach(call ->
                        texts.add(call.body().path("content").path("text").asText()));
        return texts;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
