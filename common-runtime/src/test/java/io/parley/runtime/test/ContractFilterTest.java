package io.parley.runtime.test;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ContractFilterTest {

    private HttpServer server;
    private int status = 200;
    private String type = "application/json";
    private String body = "{}";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theFilterIsRegisteredAutomatically() {
        assertTrue(RestAssured.filters().stream().anyMatch(ContractFilter.class::isInstance));
    }

    @Test
    void aResponseThatViolatesTheContractFails() {
        body = "{\"messageId\":\"1\"}";

        assertThrows(AssertionError.class, () -> get("/messages/0190f5a8-0000-7000-8000-000000000001/status"));
    }

    @Test
    void anErrorThatIsNotAProblemFails() {
        status = 404;

        assertThrows(AssertionError.class, () -> get("/nowhere"));
        type = "application/problem+json";
        body = "{\"title\":404}";
        assertThrows(AssertionError.class, () -> get("/nowhere"));
        body = "{\"title\":\"Not Found\",\"status\":404}";
        assertThrows(AssertionError.class, () -> get("/nowhere"));
        body = "{\"title\":\"Not Found\",\"status\":404,\"detail\":\"Check the path.\"}";
        assertDoesNotThrow(() -> get("/nowhere"));
    }

    @Test
    void otherApisAreNotChecked() {
        assertDoesNotThrow(
                () -> given().get("http://127.0.0.1:" + server.getAddress().getPort() + "/operator/v1/x"));
    }

    private void get(String path) {
        given().get("http://127.0.0.1:" + server.getAddress().getPort() + "/conversations/v3" + path + "?a=b");
    }
}
