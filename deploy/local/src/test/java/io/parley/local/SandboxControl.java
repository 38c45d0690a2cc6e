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
 * Client of the sandbox's control API. In request bodies given as text, single quotes are replaced by double quotes.
 *
 * @param url URL of the control API
 */
record SandboxControl(String url) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Replaces the whole fault plan. */
    void faults(String plan) throws Exception {
        call("PUT", "/control/faults", plan.replace('\'', '"'));
    }

    /** Sends a message from a phone. */
    void inbound(String request) throws Exception {
        call("POST", "/control/inbound", request.replace('\'', '"'));
    }

    /** Reads a state. */
    JsonNode get(String path) throws Exception {
        return JSON.readTree(call("GET", path, ""));
    }

    /** Sends a control request that has a response. */
    JsonNode exchange(String path, Map<String, ?> body) throws Exception {
        return JSON.readTree(call("POST", path, JSON.writeValueAsString(body)));
    }

    /** Sends another control request. */
    void post(String path, Map<String, ?> body) throws Exception {
        call("POST", path, JSON.writeValueAsString(body));
    }

    /** Changes an account or number of Meta, which sends the webhook of the change. */
    void change(String path, Map<String, ?> body) throws Exception {
        call("PUT", path, JSON.writeValueAsString(body));
    }

    /** Meta's id of a template of a business account. */
    String templateId(String wabaId, String name) throws Exception {
        var templates = JSON.readTree(call("GET", "/control/accounts/" + wabaId + "/templates", ""));
        for (var template : templates.path("templates")) {
            if (template.path("name").asText().equals(name)) {
                return template.path("id").asText();
            }
        }
        throw new AssertionError("no template " + name + " in " + templates);
    }

    /** Closes all SMPP sessions. */
    void dropBinds() throws Exception {
        call("POST", "/control/drop-binds", "");
    }

    /** Returns the messages from phones, and whether the platform acknowledged them. */
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
        var response = HTTP.send(request, BodyHandlers.ofString());
        assertEquals(2, response.statusCode() / 100, response.body());
        return response.body();
    }
}
