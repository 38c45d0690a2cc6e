package io.parley.runtime.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.parley.runtime.egress.RetryAfter;
import io.parley.runtime.failure.Failures;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment's Conversations API, for commands about what belongs to a WhatsApp account. A call that the API refuses
 * with {@code Retry-After} is repeated {@value #MAX_REPEATS} times; every other failure is an {@link ApiFailure}.
 */
public final class ConversationsApi implements AutoCloseable {
    /** Name of the environment variable with the API key. */
    public static final String KEY = "PARLEY_API_KEY";

    private static final String ACCOUNTS = "/conversations/v3/channels/whatsapp/accounts";
    private static final URI LOCAL = URI.create("http://localhost:8080");
    private static final int MAX_REPEATS = 4;
    private static final int PAGE_SIZE = 100;
    /** More pages than the objects of an account need: Meta allows 6000 templates. */
    private static final int MAX_PAGES = 1_000;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final URI origin;
    private final String key;
    private final Waiting waiting;

    private ConversationsApi(URI origin, String key, Waiting waiting) {
        this.origin = origin;
        this.key = key;
        this.waiting = waiting;
    }

    /**
     * Connects to the deployment of the option {@code --url}, by default that of {@code ./dev up}.
     *
     * @param environment has the key in {@value #KEY}
     * @param scopes that the key needs, for the message if there is none
     */
    public static ConversationsApi of(
            CommandArguments arguments, Map<String, String> environment, Waiting waiting, String scopes) {
        var key = environment.get(KEY);
        if (key == null || key.isBlank()) {
            throw new CommandFailure(
                    ExitCode.UNAUTHORIZED, "Set " + KEY + " to an API key with the scopes " + scopes + ".");
        }
        return new ConversationsApi(arguments.origin("--url").orElse(LOCAL), key, waiting);
    }

    /**
     * Connects to a deployment.
     *
     * @param origin scheme, host and port
     * @param key an API key, or the operator key for paths of the operator API
     */
    public static ConversationsApi at(URI origin, String key, Waiting waiting) {
        return new ConversationsApi(origin, key, waiting);
    }

    /** Returns the WhatsApp account of the option {@code --account}, or the only one of the key. */
    public String account(CommandArguments arguments) {
        return arguments.value("--account").orElseGet(this::onlyAccount);
    }

    private String onlyAccount() {
        var ids = pages(ACCOUNTS).stream()
                .map(account -> account.path("whatsAppAccountId").asText())
                .toList();
        if (ids.size() != 1) {
            throw new CommandFailure(
                    ids.isEmpty()
                            ? "The key has no WhatsApp account."
                            : "Choose a WhatsApp account with --account: " + String.join(", ", ids) + ".");
        }
        return ids.getFirst();
    }

    /** The path of what belongs to an account, for example {@code templates}. */
    public static String path(String account, String collection) {
        return ACCOUNTS + "/" + URLEncoder.encode(account, StandardCharsets.UTF_8) + "/" + collection;
    }

    /** All items of a list. */
    public List<JsonNode> pages(String path) {
        var items = new ArrayList<JsonNode>();
        for (var page = 1; page <= MAX_PAGES; page++) {
            var response = call(
                    "GET",
                    path + (path.contains("?") ? "&" : "?") + "page=" + page + "&size=" + PAGE_SIZE,
                    BodyPublishers.noBody());
            json(response).forEach(items::add);
            if (page >= response.headers().firstValueAsLong("x-total-pages").orElse(1)) {
                break;
            }
        }
        return items;
    }

    /**
     * Makes a call and returns the JSON of the response; a missing node if it has no body.
     *
     * @param body null for none
     */
    public JsonNode call(String method, String path, @Nullable JsonNode body) {
        var bytes = body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8);
        return json(call(method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes)));
    }

    /**
     * As {@link #call(String, String, JsonNode)}, for a creation that is not to be repeated: every attempt has the same
     * idempotency key.
     */
    public JsonNode create(String path, JsonNode body, String idempotencyKey) {
        var bytes = BodyPublishers.ofByteArray(body.toString().getBytes(StandardCharsets.UTF_8));
        return json(call(request("POST", path, bytes)
                .header("Idempotency-Key", idempotencyKey)
                .build()));
    }

    /** As {@link #call(String, String, JsonNode)}, with a file as it is. */
    public JsonNode send(String method, String path, byte[] file) {
        return json(call(method, path, BodyPublishers.ofByteArray(file)));
    }

    /** As {@link #send(String, String, byte[])}, with the media type of the file. */
    public JsonNode send(String method, String path, byte[] file, String mediaType) {
        return json(call(request(method, path, BodyPublishers.ofByteArray(file))
                .setHeader("Content-Type", mediaType)
                .build()));
    }

    /** Downloads a file from an address that the API returned, without the key. */
    public byte[] download(URI url) {
        var request = HttpRequest.newBuilder(url).timeout(TIMEOUT).GET().build();
        var response = send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new ApiFailure(url.getHost() + ": status " + response.statusCode(), response.statusCode() >= 500);
        }
        return response.body();
    }

    private HttpResponse<String> call(String method, String path, BodyPublisher body) {
        return call(request(method, path, body).build());
    }

    private HttpResponse<String> call(HttpRequest request) {
        for (var repeats = 0; ; repeats++) {
            var response = send(request, BodyHandlers.ofString());
            if (response.statusCode() < 300) {
                return response;
            }
            var retryAfter = response.headers().firstValue("Retry-After");
            if (repeats == MAX_REPEATS || retryAfter.isEmpty()) {
                throw failure(request, response);
            }
            var pause = RetryAfter.parse(retryAfter.get(), waiting.now()).orElse(DEFAULT_PAUSE);
            waiting.pause(pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE);
        }
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
        var request = HttpRequest.newBuilder(origin.resolve(path))
                .timeout(TIMEOUT)
                .header("apikey", key)
                .header("Accept", "application/json, application/problem+json");
        if (body.contentLength() > 0) {
            request.header("Content-Type", "application/json");
        }
        return request.method(method, body);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            var address = request.uri().getScheme() + "://" + request.uri().getAuthority();
            throw new ApiFailure(address + " cannot be reached: " + Failures.describe(e), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.");
        }
    }

    private JsonNode json(HttpResponse<String> response) {
        try {
            return response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new ApiFailure(origin + " does not answer with JSON: " + Failures.describe(e), false);
        }
    }

    private static ApiFailure failure(HttpRequest request, HttpResponse<String> response) {
        var status = response.statusCode();
        var problem = problem(response);
        return new ApiFailure(
                "%s %s: status %d%s".formatted(request.method(), request.uri().getPath(), status, reason(problem)),
                status == 429 || status >= 500,
                status,
                problem);
    }

    private static JsonNode problem(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Returns the reason in a problem document with its violations, or in the sandbox's {@code error}. */
    private static String reason(JsonNode problem) {
        var text = new StringBuilder();
        problem.path("violations").forEach(violation -> text.append("; ")
                .append(violation.path("field").asText())
                .append(' ')
                .append(violation.path("message").asText()));
        var title = problem.path("title").asText(problem.path("error").asText());
        var detail = problem.path("detail").asText(title);
        return (detail.isEmpty() ? "" : ": " + detail) + text;
    }

    @Override
    public void close() {
        http.close();
    }
}
