package io.parley.runtime.egress;

import static io.parley.runtime.egress.GuardedClients.DEADLINE;
import static io.parley.runtime.egress.GuardedClients.at;
import static io.parley.runtime.egress.GuardedClients.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.egress.GuardedHttp.Answer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuardedHttpTest {
    @RegisterExtension
    static final GuardedClients CLIENTS = new GuardedClients();

    @Test
    void connectionsAreReused() throws Exception {
        try (var customer = new CustomerServer(CustomerServer.answering("HTTP/1.1 200 OK", "ok"))) {
            var http = CLIENTS.client();

            for (var i = 0; i < 5; i++) {
                post(http, at("127.0.0.1", customer));
            }

            assertEquals(1, customer.connections.get());
        }
    }

    @Test
    void retryAfterIsReturned() throws Exception {
        try (var customer = new CustomerServer(
                CustomerServer.answering("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 120", ""))) {
            var http = CLIENTS.client();

            assertEquals(
                    new Answer(503, Optional.of(Duration.ofMinutes(2)), BodyExcerpt.NONE),
                    post(http, at("127.0.0.1", customer)));
        }
    }

    @Test
    void aSlowHeadFailsAtTheDeadline() throws Exception {
        try (var customer = new CustomerServer(out -> {
            CustomerServer.write(out, "HTTP/1.1 200 OK\r\nX-Long: ");
            while (true) {
                CustomerServer.write(out, "x");
                Thread.sleep(20);
            }
        })) {
            assertTimesOut(customer);
        }
    }

    @Test
    void aSilentServerFailsAtTheDeadline() throws Exception {
        try (var customer = new CustomerServer(out -> Thread.sleep(60_000))) {
            assertTimesOut(customer);
        }
    }

    @Test
    void aSlowNameServerFailsAtTheDeadline() {
        var http = CLIENTS.client(OpenTo.loopback(), host -> Future.future(never -> {}));

        var failure = assertThrows(
                CompletionException.class,
                () -> post(http, URI.create("http://slow.example/"), Duration.ofMillis(100)));

        assertInstanceOf(TimeoutException.class, failure.getCause());
    }

    @Test
    void aClosedPortFailsAtOnce() throws Exception {
        // Bound and not listening: refuses connections, and no other process can take the port.
        try (var closed = new Socket()) {
            closed.bind(new InetSocketAddress("127.0.0.1", 0));
            var uri = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");

            var failure = assertThrows(CompletionException.class, () -> post(CLIENTS.client(), uri));

            assertInstanceOf(IOException.class, failure.getCause());
        }
    }

    @Test
    void theCallCompletesOnTheCallersContext() throws Exception {
        try (var customer = new CustomerServer(CustomerServer.answering("HTTP/1.1 200 OK", ""))) {
            var http = CLIENTS.client(OpenTo.loopback(), new DnsNames());
            var seen = new CompletableFuture<Context>();
            var context = CLIENTS.vertx().getOrCreateContext();

            context.runOnContext(start -> http.post(at("localhost", customer), Map.of(), new byte[0], DEADLINE, 0)
                    .subscribe()
                    .with(answer -> seen.complete(Vertx.currentContext()), seen::completeExceptionally));

            assertSame(context, seen.join());
        }
    }

    private void assertTimesOut(CustomerServer customer) {
        var http = CLIENTS.client();
        var start = System.nanoTime();

        var failure = assertThrows(
                CompletionException.class, () -> post(http, at("127.0.0.1", customer), Duration.ofMillis(300)));

        assertInstanceOf(TimeoutException.class, failure.getCause());
        assertTrue(System.nanoTime() - start < 2_000_000_000L);
    }
}
