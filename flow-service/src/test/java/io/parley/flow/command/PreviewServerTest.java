package io.parley.flow.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewServerTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Path file;
    private PreviewServer server;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("flow.json"), "{\"version\": \"7.3\"}");
        server = PreviewServer.start(file, 0);
    }

    @AfterEach
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void thePageAllowsNoInlineScriptOrStyle() throws Exception {
        var page = get(server.url());

        assertEquals(200, page.statusCode());
        var policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertFalse(policy.contains("unsafe"), policy);
        assertTrue(policy.startsWith("default-src 'none'"), policy);
        assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElseThrow());
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElseThrow());
        assertFalse(page.body().contains("<style"), page.body());
        assertFalse(page.body().matches("(?s).*(<script>| style=| on[a-z]+=).*"), page.body());
    }

    @Test
    void theContentHasTheErrorsAndChangesWithTheFile() throws Exception {
        var first = get(flow());
        var content = json(first);
        assertEquals("flow.json", content.path("name").asText());
        assertEquals("{\"version\": \"7.3\"}", content.path("json").asText());
        assertEquals(
                "screens",
                content.path("errors")
                        .path(0)
                        .path("pointers")
                        .path(0)
                        .path("path")
                        .asText(),
                content.toString());

        var tag = first.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, get(flow(), "If-None-Match", tag).statusCode());

        Files.writeString(file, "{");
        var second = get(flow(), "If-None-Match", tag);
        assertEquals(200, second.statusCode());
        assertEquals(
                "INVALID_FLOW_JSON",
                json(second).path("errors").path(0).path("error").asText());

        Files.delete(file);
        var deleted = get(flow());
        assertEquals(200, deleted.statusCode());
        assertEquals("", json(deleted).path("json").asText());
    }

    @Test
    void onlyTheUrlOfThisRunShowsTheFile() throws Exception {
        assertEquals(
                404,
                get(server.url().resolve("/flow-previews/" + "a".repeat(43))).statusCode());
        assertEquals(404, get(server.url().resolve("/")).statusCode());
        assertEquals(
                404, get(server.url().resolve("/flow-renderer/../flow.json")).statusCode());
        assertEquals(
                200, get(server.url().resolve("/flow-renderer/preview/page.js")).statusCode());
        try (var other = PreviewServer.start(file, 0)) {
            assertNotEquals(other.url().getPath(), server.url().getPath());
        }
    }

    /** As from a web site whose name resolves to the loopback address. */
    @Test
    void anotherHostIsRefused() throws Exception {
        try (var socket = new Socket("127.0.0.1", server.url().getPort())) {
            var request = "GET " + server.url().getPath() + "/flow HTTP/1.1\r\nHost: evil.example:"
                    + server.url().getPort() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(response.startsWith("HTTP/1.1 421"), response);
            assertFalse(response.contains("version"), response);
        }
    }

    @Test
    void onlyReadsAreAllowed() throws Exception {
        var post = HttpRequest.newBuilder(flow())
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        var response = http.send(post, HttpResponse.BodyHandlers.ofString());
        assertEquals(405, response.statusCode());
        assertEquals("GET, HEAD", response.headers().firstValue("Allow").orElseThrow());
    }

    private URI flow() {
        return URI.create(server.url() + "/flow");
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    private HttpResponse<String> get(URI url, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(url);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
