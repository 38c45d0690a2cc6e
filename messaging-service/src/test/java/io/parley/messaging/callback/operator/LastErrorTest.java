package io.parley.messaging.callback.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.embedded.FreePorts;
import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.messaging.model.MessageState;
import io.parley.runtime.ids.Ids;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The error shown for a callback without a response is never empty. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(LastErrorTest.WithTime.class)
@Tag("slow")
class LastErrorTest {
    /** An unreachable name server delays the unknown host error. */
    public static class WithTime extends DeliveryProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("parley.callbacks.deadline", "30s");
            return overrides;
        }
    }

    @Inject
    @RegisterExtension
    CalledCustomer customer;

    @Inject
    CallbackTable table;

    @Test
    void unknownHostIsReported() {
        assertEquals(List.of("unknown host"), lastErrorOf("http://unknown-host.invalid/status"));
    }

    @Test
    void refusedConnectionIsReported() {
        assertEquals(List.of("connection refused"), lastErrorOf("http://127.0.0.1:" + FreePorts.next() + "/status"));
    }

    @Test
    void closedConnectionIsReported() throws IOException {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> closeEach(server));

            assertEquals(
                    List.of("connection closed"), lastErrorOf("http://127.0.0.1:" + server.getLocalPort() + "/status"));
        }
    }

    @Test
    void serverWithoutTlsIsReported() throws IOException {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerInPlainText(server));

            assertEquals(
                    List.of("TLS handshake failed"),
                    lastErrorOf("https://127.0.0.1:" + server.getLocalPort() + "/status"));
        }
    }

    private List<String> lastErrorOf(String url) {
        customer.request()
                .contentType("application/json")
                .body(Map.of("messageStatusUrl", url))
                .put("/conversations/v3/configurations/callbacks")
                .then()
                .statusCode(200);
        table.commit(List.of(customer.status(Ids.next(), MessageState.DELIVERED)));
        Eventually.equal(true, () -> !errors().isEmpty());
        return errors();
    }

    private List<String> errors() {
        List<String> errors = customer.list("kind=status").extract().path("lastError");
        return errors.stream().filter(error -> error != null).toList();
    }

    /** Reads the request first: closing with unread bytes would be a reset. */
    private static void closeEach(ServerSocket server) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                socket.getInputStream().read(new byte[100_000]);
            } catch (IOException e) {
                // server closed, or continue with the next connection
            }
        }
    }

    private static void answerInPlainText(ServerSocket server) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                socket.getInputStream().read(new byte[100_000]);
                socket.getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // server closed, or continue with the next connection
            }
        }
    }
}
