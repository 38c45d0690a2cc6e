package io.parley.runtime.egress;

import static io.parley.runtime.egress.GuardedClients.DEADLINE;
import static io.parley.runtime.egress.GuardedClients.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.egress.GuardedHttp.FullResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose whole response is needed. */
class GuardedHttpExchangeTest {
    private static final int MAX_ANSWER = 1_000;

    @RegisterExtension
    static final GuardedClients CLIENTS = new GuardedClients();

    @ParameterizedTest
    @ValueSource(ints = {200, 427, 500, 302})
    void theWholeBodyIsReturnedWhateverTheStatus(int status) throws Exception {
        var body = "ü".repeat(MAX_ANSWER / 2);
        try (var customer = new CustomerServer(CustomerServer.answering("HTTP/1.1 " + status + " Some", body))) {
            var answer = exchange(at("127.0.0.1", customer), DEADLINE);

            assertEquals(status, answer.status());
            assertEquals(body, new String(answer.body(), StandardCharsets.UTF_8));
            assertTrue(customer.requests.getFirst().endsWith("{\"hello\":1}"), customer.requests.toString());
        }
    }

    @Test
    void aLargerBodyIsAFailure() throws Exception {
        try (var customer =
                new CustomerServer(CustomerServer.answering("HTTP/1.1 200 OK", "x".repeat(MAX_ANSWER + 1)))) {
            assertInstanceOf(IOException.class, failure(at("127.0.0.1", customer), DEADLINE));
        }
    }

    @Test
    void aBodyThatIsCutIsAFailure() throws Exception {
        try (var customer =
                new CustomerServer(CustomerServer.resetting("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok"))) {
            assertInstanceOf(IOException.class, failure(at("127.0.0.1", customer), DEADLINE));
        }
    }

    @Test
    void theDeadlineIncludesTheBody() throws Exception {
        try (var customer = new CustomerServer(
                out -> CustomerServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nok"))) {
            assertInstanceOf(TimeoutException.class, failure(at("127.0.0.1", customer), Duration.ofMillis(200)));
        }
    }

    @Test
    void addressesThatAreNotAllowedAreNotCalled() {
        assertInstanceOf(EgressRefused.class, failure(URI.create("http://10.0.0.1/flow"), DEADLINE));
    }

    private Throwable failure(URI url, Duration deadline) {
        return assertThrows(CompletionException.class, () -> exchange(url, deadline))
                .getCause();
    }

    private FullResponse exchange(URI url, Duration deadline) {
        return CLIENTS.client()
                .exchange(
                        url,
                        Map.of("content-type", "application/json"),
                        "{\"hello\":1}".getBytes(StandardCharsets.UTF_8),
                        deadline,
                        MAX_ANSWER)
                .subscribeAsCompletionStage()
                .join();
    }
}
