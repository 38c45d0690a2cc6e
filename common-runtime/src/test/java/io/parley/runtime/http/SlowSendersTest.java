package io.parley.runtime.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@TestProfile(SlowSendersTest.ShortTimeouts.class)
@ExtendWith(TestKeys.class)
@Tag("fault")
class SlowSendersTest {
    /** Deadlines short enough for a test. */
    public static class ShortTimeouts extends WithoutBroker {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("parley.http.body-deadline", "PT1S");
            overrides.put("quarkus.http.idle-timeout", "3S");
            return overrides;
        }
    }

    @Test
    void aSlowBodyIsAborted() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            send(
                    socket,
                    "POST /conversations/v3/parcels HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\napikey: "
                            + TestKeys.GOOD + "\r\nContent-Length: 1000\r\n\r\n{");
            var start = System.nanoTime();

            sendSlowly(socket);

            assertThat(Duration.ofNanos(System.nanoTime() - start), lessThan(Duration.ofSeconds(10)));
        }
    }

    @Test
    void aSlowHeadIsAborted() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            send(socket, "GET /conversations/v3/parcels/me HTTP/1.1\r\nHost: x\r\nX: ");
            var start = System.nanoTime();

            assertThat(isClosedWhileSendingSlowly(socket), is(true));

            assertThat(Duration.ofNanos(System.nanoTime() - start), lessThan(Duration.ofSeconds(10)));
        }
    }

    @Test
    void aSlowSecondHeadIsAborted() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            send(socket, me());
            assertThat(answer(socket), containsString("200 OK"));
            send(socket, "GET /conv");

            assertThat(isClosedWhileSendingSlowly(socket), is(true));
        }
    }

    @Test
    void aConnectionThatWaitsForAResponseIsNotClosed() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(15_000);

            send(socket, get("slow"));
            assertThat(answer(socket), containsString("200 OK"));
            send(socket, me());
            assertThat(answer(socket), containsString("200 OK"));

            assertThat(socket.getInputStream().read(), lessThan(0));
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(15_000);
            send(socket, "POST /conversations/v3/par");

            assertThat(socket.getInputStream().read(), lessThan(0));
        }
    }

    /** Sends one byte at intervals until there is a response or the connection is closed. */
    private static void sendSlowly(Socket socket) throws IOException, InterruptedException {
        try {
            for (var i = 0; i < 100 && socket.getInputStream().available() == 0; i++) {
                Thread.sleep(100);
                send(socket, " ");
            }
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer, containsString("408"));
            assertThat(answer, containsString("application/problem+json"));
        } catch (SocketException closed) {
            // closing without a response is valid, too
            return;
        }
    }

    private static String me() {
        return get("me");
    }

    private static String get(String parcel) {
        return "GET /conversations/v3/parcels/" + parcel + " HTTP/1.1\r\nHost: x\r\napikey: " + TestKeys.GOOD
                + "\r\n\r\n";
    }

    private static String answer(Socket socket) throws IOException {
        var buffer = new byte[8_192];
        var length = socket.getInputStream().read(buffer);
        return new String(buffer, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
    }

    /** Sends one byte at intervals for at most ten seconds; returns true once the connection is closed. */
    private static boolean isClosedWhileSendingSlowly(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        for (var i = 0; i < 100; i++) {
            try {
                send(socket, "y");
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException open) {
                continue;
            } catch (SocketException closed) {
                return true;
            }
        }
        return false;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }
}
