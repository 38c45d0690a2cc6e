package io.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Metrics;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The gateway has no database, but its webhooks could leave requests and their connections open: calls every route with
 * valid, invalid and abandoned requests and checks that none of their connections stays open.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(GatewayProfile.class)
@Tag("slow")
class GatewayConnectionsTest {
    private static final List<String> BODIES = List.of("", "{", "{}", "[]", "\u0000");

    @Inject
    Router router;

    @Test
    void noConnectionStaysOpenAfterValidInvalidAndAbandonedRequests() throws IOException {
        var paths = router.getRoutes().stream()
                .map(Route::getPath)
                .filter(path -> path != null && path.startsWith("/webhooks/"))
                .map(path -> path.replaceAll(":\\w+", "7042"))
                .distinct()
                .toList();
        assertFalse(paths.isEmpty());
        var openBefore = connections();

        for (var path : paths) {
            for (var method : List.of("GET", "POST", "PUT")) {
                for (var body : BODIES) {
                    var status = status(exchange(method, path, body));
                    assertTrue(status < 500, method + " " + path + " " + status);
                    abandon(method, path, body);
                }
            }
        }

        Eventually.holds(() -> assertTrue(connections() <= openBefore, "connections are left open"));
    }

    /** Sends the whole request and reads the whole response on a new connection. */
    private static String exchange(String method, String path, String body) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(request(method, path, body, body.length()));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** Closes the connection before the body is complete, and again before the response. */
    private static void abandon(String method, String path, String body) throws IOException {
        for (var missing : List.of(10, 0)) {
            try (var socket = new Socket("localhost", RestAssured.port)) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(request(method, path, body, body.length() + missing));
            }
        }
    }

    private static byte[] request(String method, String path, String body, int length) {
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int status(String response) {
        assertEquals("HTTP/1.1 ", response.substring(0, 9));
        return Integer.parseInt(response.substring(9, 12));
    }

    private static int connections() {
        return Metrics.globalRegistry.get("http.server.connections").longTaskTimers().stream()
                .mapToInt(LongTaskTimer::activeTasks)
                .sum();
    }
}
