package io.parley.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Sends a few requests without side effects that load the classes of later ones into the start-up caches. */
record Rehearsal(PlatformUrls endpoints, Credentials credentials) {

    private static final int ROUNDS = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    void run() {
        try (var http = HttpClient.newHttpClient()) {
            for (var round = 0; round < ROUNDS; round++) {
                for (var path : List.of(
                        "/configurations",
                        "/channels/whatsapp/accounts",
                        "/channels/whatsapp/accounts/" + LocalIdentities.WHATSAPP_ACCOUNT_ID + "/templates",
                        "/channels/whatsapp/accounts/" + LocalIdentities.WHATSAPP_ACCOUNT_ID + "/flows")) {
                    send(http, request(path).GET().build());
                }
                // Rejected, because it has no recipient; nothing is stored.
                send(
                        http,
                        request("/messages")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(
                                        "{\"channel\":\"sms\",\"from\":\"" + LocalIdentities.SMS_NAME + "\"}"))
                                .build());
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(endpoints.api() + path))
                .timeout(TIMEOUT)
                .header("apikey", credentials.apiKey());
    }

    private static void send(HttpClient http, HttpRequest request) {
        try {
            http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            // The cache is still useful without these classes.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
