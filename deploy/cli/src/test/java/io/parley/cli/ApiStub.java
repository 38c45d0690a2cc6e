package io.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A platform's API over HTTP with answers of the test; an operation without one is 404. */
final class ApiStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /**
     * @param operation method and path
     * @param body a missing node if there is none; bytes if it is not JSON
     */
    record Request(String operation, String query, Map<String, List<String>> headers, JsonNode body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    record Answer(int status, String body, Map<String, String> headers) {
        static Answer of(int status, String body) {
            return new Answer(status, body.replace('\'', '"'), Map.of());
        }
    }

    ApiStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param body JSON, in which single quotes are replaced by double quotes */
    ApiStub answer(String operation, int status, String body) {
        return answer(operation, request -> Answer.of(status, body));
    }

    ApiStub answer(String operation, Function<Request, Answer> answer) {
        answers.put(operation, answer);
        return this;
    }

    List<Request> requests(String operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var bytes = exchange.getRequestBody().readAllBytes();
            var uri = exchange.getRequestURI();
            var request = new Request(
                    exchange.getRequestMethod() + " " + uri.getPath(),
                    String.valueOf(uri.getQuery()),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body(exchange.getRequestHeaders().getFirst("Content-Type"), bytes));
            requests.add(request);
            var answer = answers.getOrDefault(
                            request.operation(), unknown -> Answer.of(404, "{'title':'Not Found','status':404}"))
                    .apply(request);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static JsonNode body(String type, byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return JSON.nullNode();
        }
        return type == null || type.equals("application/json") ? JSON.readTree(bytes) : BinaryNode.valueOf(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
