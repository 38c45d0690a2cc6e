package io.parley.runtime.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithKeys;
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
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SlowSendersTest.Impatient.class)
class SlowSendersTest extends WithKeys {
    /** Deadlines a test can wait for. */
    public static class Impatient extends WithoutBroker {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("parley.http.body-deadline", "PT1S");
            overrides.put("quarkus.http.idle-timeout", "3S");
            return overrides;
        }
    }

    @Test
    void aBodyThatDripsIsCutOff() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            send(
                    socket,
                    "POST /conversations/v3/parcels HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\napikey: "
                            + TestKeys.GOOD + "\r\nContent-Length: 1000\r\n\r\n{");
            var began = System.nanoTime();

            drip(socket);

            assertThat(Duration.ofNanos(System.nanoTime() - began), lessThan(Duration.ofSeconds(10)));
        }
    }

    @Test
    void aHeadThatDripsIsCutOff() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            send(socket, "GET /conversations/v3/parcels/me HTTP/1.1\r\nHost: x\r\nX: ");
            var began = System.nanoTime();

            assertThat(dripsUntilCut(socket), is(true));

            assertThat(Duration.ofNanos(System.nanoTime() - began), lessThan(Duration.ofSeconds(10)));
        }
    }

    @Test
    void aLaterHeadThatDripsIsCutOffToo() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            send(socket, me());
            assertThat(answer(socket), containsString("200 OK"));
            send(socket, "GET /conv");

            assertThat(dripsUntilCut(socket), is(true));
        }
    }

    @Test
    void whoWaitsForUsIsNotCutOff() throws Exception {
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
    void aConnectionThatSaysNothingIsClosed() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(15_000);
            send(socket, "POST /conversations/v3/par");

            assertThat(socket.getInputStream().read(), lessThan(0));
        }
    }

    /** One byte now and then until an answer is there or the connection is gone. */
    private static void drip(Socket socket) throws IOException, InterruptedException {
        try {
            for (var i = 0; i < 100 && socket.getInputStream().available() == 0; i++) {
                Thread.sleep(100);
                send(socket, " ");
            }
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer, containsString("408"));
            assertThat(answer, containsString("application/problem+json"));
        } catch (SocketException gone) {
            // cut off without a word is as good
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
        var heard = new byte[8_192];
        var length = socket.getInputStream().read(heard);
        return new String(heard, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
    }

    /** One byte now and then for ten seconds at most; true once the connection is gone. */
    private static boolean dripsUntilCut(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        for (var i = 0; i < 100; i++) {
            try {
                send(socket, "y");
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            } catch (SocketTimeoutException open) {
                continue;
            } catch (SocketException gone) {
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
