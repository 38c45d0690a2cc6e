package io.parley.runtime.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CausesTest {

    static Stream<Arguments> outages() {
        return Stream.of(
                Arguments.of("unknown host", new UnknownHostException() {}),
                Arguments.of("unknown host", new CompletionException(new UnknownHostException("shop.example"))),
                Arguments.of("connection refused", new ConnectException("Connection refused: /10.0.0.1:443")),
                Arguments.of("cannot connect", new ConnectException()),
                Arguments.of("connect timeout", new io.netty.channel.ConnectTimeoutException("timed out")),
                Arguments.of("no route to host", new NoRouteToHostException()),
                Arguments.of("timeout", new TimeoutException()),
                Arguments.of("timeout", new SocketTimeoutException()),
                Arguments.of("timeout", new io.smallrye.mutiny.TimeoutException()),
                Arguments.of("TLS handshake failed", new SSLHandshakeException(null)),
                Arguments.of(
                        "TLS certificate of another host",
                        caused(
                                new SSLHandshakeException("x"),
                                new CertificateException("No subject alternative DNS name matching a found"))),
                Arguments.of("connection closed", new ClosedChannelException()),
                Arguments.of("connection closed", new EOFException()),
                Arguments.of("connection closed", new HttpClosedException("Connection was closed")),
                Arguments.of("connection closed", new VertxException("Connection was closed", true)),
                Arguments.of("connection reset", new SocketException("Connection reset")),
                Arguments.of("connection closed", new IOException("Broken pipe")),
                Arguments.of("disk full", new IOException("No space left on device")),
                Arguments.of("broker unavailable (DisconnectException)", new DisconnectException()));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void anOutageIsDescribedEvenWithoutAMessage(String description, Throwable failure) {
        assertEquals(description, Causes.describe(failure));
        assertTrue(Causes.isOutage(failure));
        assertTrue(Causes.isOutage(new RuntimeException("wrapped", failure)));
    }

    @Test
    void otherErrorsAreDescribedByClassWithoutTheirMessage() {
        assertEquals("IllegalStateException", Causes.describe(new IllegalStateException("4915112345678")));
        assertEquals("IllegalStateException", Causes.describe(new IllegalStateException("anonymous") {}));
        assertFalse(Causes.isOutage(new IllegalStateException("a bug")));
        assertFalse(Causes.isOutage(null));
    }

    private static Throwable caused(Throwable failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }
}
