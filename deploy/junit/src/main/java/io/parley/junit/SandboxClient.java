package io.parley.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Calls the sandbox. An error of it becomes an assertion error with its text. */
record SandboxClient(String url) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Fails with the remedy if there is none at the address. */
    void requireRunning() {
        try {
            get("/health");
        } catch (UncheckedIOException e) {
            throw new IllegalStateException(
                    "no sandbox at " + url + "; start the platform (./dev up), or use ParleySandbox.inThisJvm()", e);
        }
    }

    JsonNode get(String path) {
        return call("GET", path, null);
    }

    void post(String path, Map<String, ?> body) {
        call("POST", path, body);
    }

    void put(String path, Map<String, ?> body) {
        call("PUT", path, body);
    }

    private JsonNode call(String method, String path, Map<String, ?> body) {
        try {
            var content =
                    body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
            var request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(TIMEOUT)
                    .header("content-type", "application/json")
                    .method(method, content)
                    .build();
            var response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new AssertionError("the sandbox refused " + method + " " + path + ": " + response.statusCode()
                        + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calling the sandbox", e);
        }
    }
}
