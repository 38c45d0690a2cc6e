package io.parley.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpServer;
import io.parley.runtime.test.MalformedRequests;
import io.parley.runtime.test.RawAnswers;
import io.parley.runtime.test.RawConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontProxyTest {
    private static final String GET = "GET /favicon.ico HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Ports ports = Ports.free();
    private final Ports other = Ports.free();
    private final FrontProxy front = new FrontProxy(ports);
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        front.start();
    }

    @AfterEach
    void stop() {
        front.stop();
    }

    @Test
    void unavailableServiceIsReported() throws Exception {
        var response = get("/conversations/v3/channels/whatsapp/accounts/a/flows");

        assertEquals(503, response.statusCode());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("content-type").orElse(""));
        assertEquals("1", response.headers().firstValue("retry-after").orElse(""));
        var problem = new ObjectMapper().readTree(response.body());
        assertEquals(503, problem.path("status").asInt());
        assertEquals(
                "flow-service is not available (yet).", problem.path("detail").asText());
    }

    @Test
    void requestIsForwardedWithItsOrigin() throws Exception {
        var received = new ConcurrentHashMap<String, String>();
        var service = HttpServer.create(new InetSocketAddress("127.0.0.1", ports.http(Service.GATEWAY)), 0);
        service.createContext("/", exchange -> {
            exchange.getRequestHeaders().forEach((name, values) -> received.put(name, values.getFirst()));
            received.put("path", exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        service.start();
        try {
            var response = get("/webhooks/meta?hub.mode=subscribe");

            assertEquals(204, response.statusCode());
            assertEquals("/webhooks/meta?hub.mode=subscribe", received.get("path"));
            assertEquals("127.0.0.1:" + ports.front(), received.get("X-forwarded-host"));
            assertEquals("http", received.get("X-forwarded-proto"));
            assertEquals("127.0.0.1", received.get("X-forwarded-for"));
        } finally {
            service.stop(0);
        }
    }

    @Test
    void invalidChunkedBodyGetsOneResponse() throws Exception {
        for (var body : MalformedRequests.chunks()) {
            var answers = RawAnswers.to(
                    ports.front(),
                    "POST /conversations/v3/messages HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + body
                            + GET);

            assertEquals(1, answers.all().size(), answers.text());
            assertTrue(answers.text().contains("application/problem+json"), answers.text());
            assertTrue(answers.isClosed());
        }
    }

    @Test
    void idleAndSlowConnectionsAreClosed() throws Exception {
        var shortTimeout = new FrontProxy(other, Duration.ofMillis(500));
        shortTimeout.start();
        var open = new ArrayList<RawConnection>();
        try {
            for (var i = 0; i < 500; i++) {
                open.add(new RawConnection(other.front()));
            }
            for (var i = 0; i < 20; i++) {
                open.add(new RawConnection(other.front()).send("GET /favicon.ico HTTP/1.1\r\nHost: x\r\nX: "));
            }
            var dripping = new RawConnection(other.front());
            var isCut = drip(dripping);
            assertTrue(isCut, "a request head sent byte by byte");
            for (var connection : open) {
                assertTrue(connection.isClosed());
            }
        } finally {
            for (var connection : open) {
                connection.close();
            }
            shortTimeout.stop();
        }
    }

    /** Sends a head slowly. Returns true when the connection is closed, false after half a minute. */
    private static boolean drip(RawConnection connection) throws InterruptedException {
        try (connection) {
            connection.send("GET /favicon.ico HTTP/1.1\r\nHost: x\r\nX: ");
            for (var i = 0; i < 300; i++) {
                connection.send("y");
                Thread.sleep(100);
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void unknownPathIsNotFound() throws Exception {
        var response = get("/favicon.ico");

        assertEquals(404, response.statusCode());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("content-type").orElse(""));
    }

    @Test
    void everyOperationOfTheContractHasAService() throws Exception {
        var routes = Routes.read();
        try (var file = getClass().getResourceAsStream("/contract/conversations-v3.yaml")) {
            var paths = new YAMLMapper().readTree(file).path("paths");
            for (var path : (Iterable<String>) paths::fieldNames) {
                var expected = path.contains("/templates")
                        ? Service.TEMPLATE
                        : path.contains("/flows") ? Service.FLOW : Service.MESSAGING;
                var concrete = "/conversations/v3" + path.replaceAll("\\{[^}]*}", "x1");
                assertEquals(
                        Map.of(concrete, expected),
                        Map.of(concrete, routes.of(concrete).orElseThrow()));
            }
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.front() + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
