package io.parley.runtime.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.parley.runtime.app.ParcelResource;
import io.parley.runtime.app.TestKeys;
import io.parley.runtime.app.WithoutBroker;
import io.parley.runtime.test.RawConnection;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@TestProfile(OverloadTest.Small.class)
@ExtendWith(TestKeys.class)
@Tag("slow")
class OverloadTest {
    private static final String PARCELS = "/conversations/v3/parcels";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String ME = head("GET", PARCELS + "/me", "");

    private final List<RawConnection> open = new ArrayList<>();

    /** A service that is full with two requests or eight connections. */
    public static class Small extends WithoutBroker {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("parley.http.max-requests", "2");
            overrides.put("parley.http.max-connections", "8");
            return overrides;
        }
    }

    @BeforeEach
    void hold() {
        ParcelResource.RELEASE.set(new CompletableFuture<>());
    }

    @AfterEach
    void close() throws IOException {
        ParcelResource.RELEASE.get().complete(null);
        for (var connection : open) {
            connection.close();
        }
    }

    @Test
    void aRequestBeyondTheLimitGets503BeforeItsBodyIsSent() throws IOException {
        var held = fill();
        var body = "x".repeat(500);

        var late = connect().send(head("POST", PARCELS, JSON + "Content-Length: 500\r\n"));
        isOverloaded(late.response());
        late.send(body);
        late.send(ME);
        isOverloaded(late.response());

        ParcelResource.RELEASE.get().complete(null);
        for (var one : held) {
            assertThat(one.response(), startsWith("HTTP/1.1 200"));
        }
        assertThat(late.send(ME).response(), startsWith("HTTP/1.1 200"));
    }

    @Test
    void a503ForALongOrChunkedBodyClosesTheConnection() throws IOException {
        fill();
        for (var framing : List.of(
                "Content-Length: 5000000", "Transfer-Encoding: chunked", "Content-Length: 5\r\nExpect: 100-continue")) {
            var late = connect().send(head("POST", PARCELS, JSON + framing + "\r\n"));

            isOverloaded(late.response());
            assertThat(framing, late.isClosed(), is(true));
        }
    }

    @Test
    void aClosedConnectionFreesItsRequestSlot() throws IOException {
        var held = fill();
        held.getFirst().close();

        eventually(() -> status(connect().send(ME).response()) == 200);
    }

    @Test
    void aConnectionBeyondTheLimitGets503AndIsClosed() throws IOException {
        for (var i = 0; i < 8; i++) {
            assertThat(connect().send(ME).response(), startsWith("HTTP/1.1 200"));
        }
        try (var late = new RawConnection(RestAssured.port)) {
            isOverloaded(late.send(ME).response());
            assertThat(late.isClosed(), is(true));
        }
        open.removeFirst().close();

        eventually(() -> status(connect().send(ME).response()) == 200);
    }

    /** Sends as many requests as the service accepts, which wait. */
    private List<RawConnection> fill() throws IOException {
        var before = ParcelResource.HELD.get();
        var held = List.of(
                connect().send(head("GET", PARCELS + "/held", "")), connect().send(head("GET", PARCELS + "/held", "")));
        eventually(() -> ParcelResource.HELD.get() == before + 2);
        return held;
    }

    private RawConnection connect() throws IOException {
        var connection = new RawConnection(RestAssured.port);
        open.add(connection);
        return connection;
    }

    private static void isOverloaded(String response) {
        assertThat(response, startsWith("HTTP/1.1 503"));
        assertThat(response, containsString("Retry-After: 1\r\n"));
        assertThat(
                response.toLowerCase(java.util.Locale.ROOT), containsString("content-type: application/problem+json"));
        assertThat(response, containsString("\"status\":503"));
    }

    private static int status(String response) {
        return response.isEmpty() ? 0 : Integer.parseInt(response.substring(9, 12));
    }

    /** A condition that may throw when the service is full. */
    private interface Check {
        boolean holds() throws IOException;
    }

    private static void eventually(Check check) throws IOException {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!check.holds()) {
            assertThat("in time", System.nanoTime() < deadline, is(true));
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static String head(String method, String target, String fields) {
        return method + " " + target + " HTTP/1.1\r\nHost: x\r\napikey: " + TestKeys.GOOD + "\r\n" + fields + "\r\n";
    }
}
