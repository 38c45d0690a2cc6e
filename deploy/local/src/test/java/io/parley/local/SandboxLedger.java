package io.parley.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages accepted by the sandbox. */
final class SandboxLedger {

    private static final int PAGE = 5_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String sandbox;

    SandboxLedger(String sandbox) {
        this.sandbox = sandbox;
    }

    /** Returns all messages accepted on a channel, oldest first. */
    List<JsonNode> accepted(String channel) throws Exception {
        var all = new ArrayList<JsonNode>();
        var since = 0L;
        while (true) {
            var page = json.readTree(get("/control/ledger?channel=" + channel + "&since=" + since + "&limit=" + PAGE))
                    .path("accepted");
            page.forEach(all::add);
            if (page.size() < PAGE) {
                return all;
            }
            since = all.getLast().path("seq").asLong();
        }
    }

    /** Returns the provider request of a message; null if there is none yet. */
    JsonNode request(String channel, String message) {
        try {
            for (var entry : accepted(channel)) {
                if (entry.path("ref").asText().equals(message)) {
                    var id = URLEncoder.encode(entry.path("providerId").asText(), StandardCharsets.UTF_8);
                    return json.readTree(get("/control/request?providerId=" + id));
                }
            }
            return null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(sandbox + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
