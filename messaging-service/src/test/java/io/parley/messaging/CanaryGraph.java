package io.parley.messaging;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Simulates Meta: accepts a message unless its text contains "refuse", and then returns a verbose error. */
final class CanaryGraph implements AutoCloseable {

    private final HttpServer server;
    private final String person;

    /** @param person number that ids and errors contain */
    CanaryGraph(int port, String person) throws IOException {
        this.person = person;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 10);
        server.createContext("/", this::answer);
        server.start();
    }

    /** An id as created by Meta: Base64 of bytes that contain the phone number. */
    static String wamid(String person, Object id) {
        var bytes = "\u001d\u0018\r" + person + "\u0015\u0002\u0011" + id;
        return "wamid." + Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        var request = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var refuses = request.contains("refuse");
        var response = (refuses ? error() : accepted(request)).getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().add("Content-Type", "application/json");
        call.sendResponseHeaders(refuses ? 400 : 200, response.length);
        call.getResponseBody().write(response);
        call.close();
    }

    private String error() {
        return """
                {"error":{"message":"canary %1$s","code":131026,"error_data":{"details":"canary to %1$s"}}}""".formatted(person);
    }

    private String accepted(String request) {
        var messageId = request.replaceFirst("(?s).*biz_opaque_callback_data\":\"([^\"]*)\".*", "$1");
        return "{\"messages\":[{\"id\":\"" + wamid(person, messageId) + "\"}]}";
    }
}
