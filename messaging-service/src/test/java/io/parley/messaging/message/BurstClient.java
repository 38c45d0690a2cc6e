package io.parley.messaging.message;

import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends many messages at the same time. Has little overhead, so that it measures the service and not itself. */
final class BurstClient implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final URI messages = URI.create("http://localhost:" + RestAssured.port + "/conversations/v3/messages");

    /** @param took time from the request to the complete response */
    record TimedResponse(HttpResponse<String> response, Duration took) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    List<TimedResponse> post(Tenant tenant, List<String> bodies) {
        var responses = bodies.stream().map(body -> post(tenant, body)).toList();
        return responses.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<TimedResponse> post(Tenant tenant, String body) {
        var request = HttpRequest.newBuilder(messages)
                .header("apikey", tenant.key())
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var start = System.nanoTime();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new TimedResponse(response, Duration.ofNanos(System.nanoTime() - start)));
    }

    @Override
    public void close() {
        client.close();
        threads.close();
    }
}
