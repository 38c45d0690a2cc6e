package io.parley.messaging.media;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/** Uploads with a plain HTTP client, for unusual requests. */
record RawUpload(String key) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A chunked body without Content-Length. */
    static BodyPublisher chunked(Supplier<InputStream> bytes) {
        return HttpRequest.BodyPublishers.ofInputStream(bytes);
    }

    /** @param type null for none */
    HttpResponse<String> post(String type, BodyPublisher body) throws IOException, InterruptedException {
        return post(type, body, "");
    }

    HttpResponse<String> post(String type, BodyPublisher body, String query) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/conversations/v3/media" + query))
                .header("apikey", key)
                .timeout(Duration.ofSeconds(60))
                .POST(body);
        if (type != null) {
            request.header("Content-Type", type);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
