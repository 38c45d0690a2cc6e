package io.parley.runtime.http.hardening;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.parley.runtime.test.RawConnection;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.impl.VertxBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What this package assumes about the internals of Vert.x and Netty, each assumption alone, without Quarkus. */
class ServerAssumptionsTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Queue<HttpServerRequest> served = new ConcurrentLinkedQueue<>();
    private Vertx vertx;
    private int port;

    @BeforeEach
    void startAServerOfAVertxWithTheGuardedTransport() throws Exception {
        var head = new HeadLimits(8_192, 200, 100, 16 << 10, path -> Long.MAX_VALUE);
        var options = new GuardOptions(new DecoderLimits(4_096, 8_192, 8_192), head, 10, 10, status -> {});
        var transport = new GuardedTransport(() -> Optional.of(new ConnectionGuard(options)));
        vertx = new VertxBuilder(new VertxOptions().setEventLoopPoolSize(1))
                .serviceProviders(List.of(builder -> builder.findTransport(transport)))
                .init()
                .vertx();
        port = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void theTransportInstallsTheGuardBeforeTheFirstRequest() throws Exception {
        try (var connection = new RawConnection(port)) {
            assertThat(
                    connection.send("GET /{raw} HTTP/1.1\r\nHost: x\r\n\r\n").response(),
                    allOf(startsWith("HTTP/1.1 400"), containsString("application/problem+json")));
        }
        assertThat(served.isEmpty(), is(true));
    }

    @Test
    void theDecoderReportsAContentLengthBesideATransferEncoding() throws Exception {
        try (var connection = new RawConnection(port)) {
            connection.send(
                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

            assertThat(connection.response(), startsWith("HTTP/1.1 400"));
            assertThat(connection.isClosed(), is(true));
        }
        assertThat(served.isEmpty(), is(true));
    }

    @Test
    void theServerAcceptsRequestsWithItsOwnKindOfHeaders() throws Exception {
        try (var connection = new RawConnection(port)) {
            assertThat(connection.send(GET).response(), startsWith("HTTP/1.1 200"));
        }
        assertThat(served.element().headers(), instanceOf(HeadersMultiMap.class));
    }

    @Test
    void aConnectionThatIsClosedNowSendsItsResponseAndNoOther() throws Exception {
        try (var connection = new RawConnection(port)) {
            connection.send("GET /close HTTP/1.1\r\nHost: x\r\n\r\n" + GET);

            assertThat(connection.response(), startsWith("HTTP/1.1 200"));
            assertThat(connection.isClosed(), is(true));
        }
    }

    private void serve(HttpServerRequest request) {
        served.add(request);
        if (request.path().equals("/close")) {
            request.response().endHandler(written -> ServerRequests.closeNow(request.connection()));
        }
        request.response().end("served");
    }
}
