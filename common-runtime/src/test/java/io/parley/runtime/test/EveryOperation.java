package io.parley.runtime.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.test.OpenApi.Body;
import io.parley.runtime.test.OpenApi.Operation;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls every operation of an OpenAPI document on the service under test: with the document's examples, without a key,
 * with unknown and malformed ids, with invalid query parameters and bodies, and from clients that disconnect before
 * they get a response. An operation that is added to the document is called without a change here. No response may be a
 * 500.
 */
public final class EveryOperation {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");
    private static final List<String> QUERIES =
            List.of("", "?page=1&size=1", "?page=2&size=1", "?page=0&size=x", "?page=1&page=1", "?unknown=1");
    private static final List<String> BAD_BODIES =
            List.of("", "{", "{}", "[]", "null", "{\"unknown\":{\"member\":[1]}}", "\u0000");

    private final OpenApi api;
    private final String root;
    private final String key;
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, Supplier<Body>> bodies = new HashMap<>();
    private final Map<String, String> required = new HashMap<>();
    private final Map<String, Set<Integer>> seen = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private Pattern paths = Pattern.compile(".*");

    private EveryOperation(String document, String root, String key) {
        this.api = new OpenApi(document);
        this.root = root;
        this.key = key;
    }

    private record Parameter(String name, Pattern paths, Supplier<String> value) {}

    /**
     * @param document OpenAPI document on the class path
     * @param root path that the document's paths are below
     * @param key value of the header {@code apikey}
     */
    public static EveryOperation of(String document, String root, String key) {
        return new EveryOperation(document, root, key);
    }

    /** Restricts the calls to operations whose path matches. */
    public EveryOperation below(String pattern) {
        paths = Pattern.compile(pattern);
        return this;
    }

    /** Sets the value of a path parameter in requests that should succeed. */
    public EveryOperation with(String parameter, Supplier<String> value) {
        return with(parameter, ".*", value);
    }

    /** Sets the value of a path parameter for paths that match. */
    public EveryOperation with(String parameter, String pattern, Supplier<String> value) {
        parameters.add(new Parameter(parameter, Pattern.compile(pattern), value));
        return this;
    }

    /** Adds a body to the document's examples, where those refer to entities that do not exist. */
    public EveryOperation body(String operationId, String contentType, Supplier<byte[]> bytes) {
        bodies.put(operationId, () -> new Body(contentType, bytes.get()));
        return this;
    }

    /** Adds a query to all requests of an operation that requires one, as {@code ?enable=true}. */
    public EveryOperation query(String operationId, String query) {
        required.put(operationId, query);
        return this;
    }

    /** Calls all operations, and returns the statuses of each by its id. Fails if one was 500. */
    public Map<String, Set<Integer>> call() {
        var operations = operations();
        assertFalse(operations.isEmpty(), "the document has operations");
        operations.forEach(this::sendInvalid);
        operations.forEach(this::sendValid);
        assertEquals(List.of(), failures);
        return seen;
    }

    /**
     * The result of a request.
     *
     * @param millis from sending it to the end of the response
     */
    public record Timed(String operation, HttpResponse<String> response, long millis) {}

    /**
     * Prepares one valid request for each operation, with its parameters, which may need the service. The result sends
     * them, one after the other.
     */
    public Supplier<List<Timed>> prepare() {
        var requests = new ArrayList<Map.Entry<String, HttpRequest>>();
        for (var operation : operations()) {
            requests.add(Map.entry(
                    operation.id(),
                    request(operation, path(operation), key, requests(operation).getLast())));
        }
        return () -> requests.stream().map(EveryOperation::timed).toList();
    }

    private static Timed timed(Map.Entry<String, HttpRequest> request) {
        var start = System.nanoTime();
        var response = response(request.getValue());
        return new Timed(
                request.getKey(),
                response,
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    /**
     * Sends a request to every operation and disconnects without waiting for the response.
     *
     * @param around runs each request, for example while the database is stopped; gets the operation's id and the
     *      action that sends and disconnects
     */
    public void abandon(BiConsumer<String, Runnable> around) {
        for (var operation : operations()) {
            var target = root + path(operation);
            requests(operation).forEach(body -> around.accept(operation.id(), () -> abandon(operation, target, body)));
        }
    }

    private List<Operation> operations() {
        return api.operations().stream()
                .filter(operation -> paths.matcher(operation.path()).matches())
                .toList();
    }

    private void sendInvalid(Operation operation) {
        var body = requests(operation).getFirst();
        send(operation, path(operation), null, body);
        send(operation, path(operation), ApiKeys.generate().text(), body);
        send(operation, path(operation, name -> UUID.randomUUID().toString()), key, body);
        send(operation, path(operation, name -> "1"), key, body);
        send(operation, path(operation, name -> "a b%\u0000'"), key, body);
        if (hasBody(operation)) {
            BAD_BODIES.forEach(bad -> send(operation, path(operation), key, json(bad)));
            send(operation, path(operation), key, new Body("text/plain", new byte[] {1}));
        }
    }

    private void sendValid(Operation operation) {
        for (var body : requests(operation)) {
            for (var query : operation.method().equals("GET") ? QUERIES : List.of("")) {
                send(operation, path(operation) + query, key, body);
            }
        }
    }

    private void send(Operation operation, String target, String apiKey, Body body) {
        var response = response(request(operation, target, apiKey, body));
        seen.computeIfAbsent(operation.id(), id -> new TreeSet<>()).add(response.statusCode());
        if (response.statusCode() >= 500 && response.statusCode() != 501) {
            failures.add("%s %s: %d %s".formatted(operation.method(), target, response.statusCode(), response.body()));
        }
    }

    private HttpRequest request(Operation operation, String target, String apiKey, Body body) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + root + target))
                .timeout(Duration.ofSeconds(60))
                .method(
                        operation.method(),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.bytes()));
        if (body != null) {
            request.header("Content-Type", body.contentType());
        }
        if (apiKey != null) {
            request.header("apikey", apiKey);
        }
        return request.build();
    }

    private static HttpResponse<String> response(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void abandon(Operation operation, String target, Body body) {
        var head = operation.method() + " " + target + " HTTP/1.1\r\nHost: localhost\r\napikey: " + key + "\r\n"
                + (body == null
                        ? "\r\n"
                        : "Content-Type: %s\r\nContent-Length: %d\r\n\r\n"
                                .formatted(body.contentType(), body.bytes().length));
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            if (body != null) {
                socket.getOutputStream().write(body.bytes());
            }
            socket.getOutputStream().flush();
            Eventually.pause(Duration.ofMillis(40)); // lets the service start processing
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The valid requests of an operation; one without a body if it has none. */
    private List<Body> requests(Operation operation) {
        var requests = new ArrayList<Body>(operation.bodies());
        if (bodies.containsKey(operation.id())) {
            requests.add(bodies.get(operation.id()).get());
        }
        if (requests.isEmpty()) {
            requests.add(null);
        }
        return requests;
    }

    private boolean hasBody(Operation operation) {
        return bodies.containsKey(operation.id()) || !operation.bodies().isEmpty();
    }

    private static Body json(String text) {
        return new Body("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    private String parameterValue(Operation operation, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name)
                        && parameter.paths().matcher(operation.path()).matches())
                .findFirst()
                .map(parameter -> parameter.value().get())
                .orElse("1");
    }

    private String path(Operation operation) {
        return path(operation, name -> parameterValue(operation, name)) + required.getOrDefault(operation.id(), "");
    }

    private static String path(Operation operation, UnaryOperator<String> value) {
        return PARAMETER
                .matcher(operation.path())
                .replaceAll(match ->
                        Matcher.quoteReplacement(URLEncoder.encode(value.apply(match.group(1)), StandardCharsets.UTF_8)
                                .replace("+", "%20")));
    }
}
