package io.parley.template.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.runtime.egress.RetryAfter;
import io.parley.runtime.failure.Failures;
import java.io.IOException;
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
import java.util.List;

/**
 * The Conversations API's operations for WhatsApp accounts and their templates. A call that the API refuses with {@code
 * Retry-After} is repeated {@value #MAX_REPEATS} times; every other failure is an {@link ApiFailure}.
 */
final class TemplatesApi implements AutoCloseable {
    private static final String ACCOUNTS = "/conversations/v3/channels/whatsapp/accounts";
    private static final int MAX_REPEATS = 4;
    private static final int PAGE_SIZE = 100;
    /** More pages than the templates of an account need: Meta allows 6000. */
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

    /** @param origin scheme, host and port of the deployment */
    TemplatesApi(URI origin, String key, Waiting waiting) {
        this.origin = origin;
        this.key = key;
        this.waiting = waiting;
    }

    List<JsonNode> accounts() {
        return pages(ACCOUNTS);
    }

    List<JsonNode> templates(String account) {
        return pages(templatesOf(account));
    }

    void create(String account, JsonNode template) {
        call("POST", templatesOf(account), template);
    }

    void addLocalization(String account, String template, JsonNode localization) {
        call("POST", templatesOf(account) + "/" + template + "/localizations", localization);
    }

    void edit(String account, String template, String language, JsonNode change) {
        call("PATCH", templatesOf(account) + "/" + template + "/" + language, change);
    }

    void delete(String account, String template) {
        call("DELETE", templatesOf(account) + "/" + template, null);
    }

    private static String templatesOf(String account) {
        return ACCOUNTS + "/" + URLEncoder.encode(account, StandardCharsets.UTF_8) + "/templates";
    }

    private List<JsonNode> pages(String path) {
        var items = new ArrayList<JsonNode>();
        for (var page = 1; page <= MAX_PAGES; page++) {
            var response = call("GET", path + "?page=" + page + "&size=" + PAGE_SIZE, null);
            json(response).forEach(items::add);
            if (page >= response.headers().firstValueAsLong("x-total-pages").orElse(1)) {
                break;
            }
        }
        return items;
    }

    private HttpResponse<String> call(String method, String path, JsonNode body) {
        var request = request(method, path, body);
        for (var repeats = 0; ; repeats++) {
            var response = send(request);
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

    private HttpRequest request(String method, String path, JsonNode body) {
        var request = HttpRequest.newBuilder(origin.resolve(path))
                .timeout(TIMEOUT)
                .header("apikey", key)
                .header("Accept", "application/json, application/problem+json");
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ApiFailure(origin + " cannot be reached: " + Failures.describe(e), true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.");
        }
    }

    private JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new ApiFailure(origin + " does not answer with JSON: " + Failures.describe(e), false);
        }
    }

    private static ApiFailure failure(HttpRequest request, HttpResponse<String> response) {
        var status = response.statusCode();
        return new ApiFailure(
                "%s %s: status %d%s".formatted(request.method(), request.uri().getPath(), status, reason(response)),
                status == 429 || status >= 500);
    }

    /** Returns the reason in the problem document, with its violations. */
    private static String reason(HttpResponse<String> response) {
        try {
            var problem = JSON.readTree(response.body());
            var text = new StringBuilder();
            problem.path("violations").forEach(violation -> text.append("; ")
                    .append(violation.path("field").asText())
                    .append(' ')
                    .append(violation.path("message").asText()));
            var detail = problem.path("detail").asText(problem.path("title").asText());
            return (detail.isEmpty() ? "" : ": " + detail) + text;
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
