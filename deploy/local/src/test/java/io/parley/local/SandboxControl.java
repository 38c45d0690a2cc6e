package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/**
 * Tells the sandbox what to do and asks it what happened. In orders given as text single quotes stand for double ones.
 *
 * @param url of its control API
 */
record SandboxControl(String url) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Replaces the whole fault plan. */
    void faults(String plan) throws Exception {
        call("PUT", "/control/faults", plan.replace('\'', '"'));
    }

    /** A phone writes. */
    void inbound(String order) throws Exception {
        call("POST", "/control/inbound", order.replace('\'', '"'));
    }

    /** Whatever else it can be told. */
    void order(String path, Map<String, ?> order) throws Exception {
        call("POST", path, JSON.writeValueAsString(order));
    }

    /** The SMSC drops every session. */
    void dropBinds() throws Exception {
        call("POST", "/control/drop-binds", "");
    }

    /** What phones wrote, and whether the platform said that it has it. */
    JsonNode writtenByPhones() throws Exception {
        return JSON.readTree(call("GET", "/control/inbound?limit=10000", "")).path("inbound");
    }

    long count(String channel, String counter) throws Exception {
        return JSON.readTree(call("GET", "/control/stats", ""))
                .path("counts")
                .path(channel)
                .path(counter)
                .asLong();
    }

    private String call(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        assertEquals(2, answer.statusCode() / 100, answer.body());
        return answer.body();
    }
}
