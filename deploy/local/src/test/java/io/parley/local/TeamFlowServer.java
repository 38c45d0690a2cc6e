package io.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A product team's endpoint of flows: records the requests of the gateway, and answers with plain JSON. */
final class TeamFlowServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<JsonNode, Answer> answers =
            request -> new Answer(200, "{\"screen\":\"RATE\",\"data\":{}}");

    /** @param headers names in lower case */
    record Request(Map<String, String> headers, JsonNode body) {}

    record Answer(int status, String body) {}

    TeamFlowServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 64);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", call -> {
            var headers = new ConcurrentHashMap<String, String>();
            call.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            var body = JSON.readTree(call.getRequestBody().readAllBytes());
            requests.add(new Request(headers, body));
            var answer = answers.apply(body);
            var bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("content-type", "application/json");
            call.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
            call.getResponseBody().write(bytes);
            call.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/flows";
    }

    void answer(Function<JsonNode, Answer> next) {
        answers = next;
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
