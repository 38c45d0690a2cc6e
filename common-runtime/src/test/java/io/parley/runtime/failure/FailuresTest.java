package io.parley.runtime.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.ssl.NotSslRecordException;
import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.impl.NoStackTraceThrowable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.DisconnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

    static Stream<Throwable> outages() {
        return Stream.of(
                new VertxException("Timeout waiting for connection", true),
                new VertxException("Connection was closed", true),
                new NoRouteToHostException("no route"),
                new UnknownHostException("postgres"),
                new TimeoutException(),
                new RejectedExecutionException(),
                new IOException("No space left on device"),
                new FileSystemException("/media/arriving/1", null, "No space left on device"),
                new FileSystemException("/media/files/1", null, "Read-only file system"),
                new io.vertx.core.file.FileSystemException(new IOException("Disk quota exceeded")),
                new StorageUnavailable(new IllegalStateException("507")));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void exceptionsOfClientsAndDisksAreRecognised(Throwable outage) {
        assertEquals(true, Failures.isOutage(outage));
        assertEquals(true, Failures.isOutage(new CompletionException(new IllegalStateException(outage))));
    }

    @Test
    void otherErrorsAreNotOutages() {
        assertEquals(
                false, Failures.isOutage(new NoStackTraceThrowable("Parameter at position[0] has the wrong type")));
        assertEquals(false, Failures.isOutage(new IllegalStateException("Transaction already complete")));
        assertEquals(false, Failures.isOutage(new NoSuchFileException("/media/files/1")));
        assertEquals(false, Failures.isOutage(new IOException("lost")));
        assertEquals(false, Failures.isOutage(null));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsRecognised() {
        try (var full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            full.write(ByteBuffer.allocate(1));
        } catch (IOException e) {
            assertEquals(true, Failures.isOutage(e));
            assertEquals(FailureKind.STORAGE, Failures.kindOf(e));
            return;
        }
        throw new AssertionError("the disk was not full");
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(FailureKind.UNREACHABLE, new ConnectException("Connection refused")),
                Arguments.of(FailureKind.UNREACHABLE, new IllegalStateException(new SSLHandshakeException(null))),
                Arguments.of(FailureKind.UNREACHABLE, new ConnectionPoolTooBusyException("queue of 10 is full")),
                Arguments.of(FailureKind.NO_RESPONSE, new SocketException("Connection reset")),
                Arguments.of(FailureKind.NO_RESPONSE, new SSLException("closed in the middle")),
                Arguments.of(FailureKind.NO_RESPONSE, new TimeoutException()),
                Arguments.of(FailureKind.UNAVAILABLE, new DisconnectException()),
                Arguments.of(FailureKind.UNAVAILABLE, new RejectedExecutionException()),
                Arguments.of(FailureKind.STORAGE, new StorageUnavailable(new ConnectException())),
                Arguments.of(FailureKind.UNEXPECTED, new IllegalStateException("a defect")),
                Arguments.of(
                        FailureKind.NO_RESPONSE,
                        new CompositeException(new IllegalStateException("a defect"), new TimeoutException())));
    }

    /** The channels send again only what is certain not to have been sent (ADR 0004). */
    @ParameterizedTest
    @MethodSource("kinds")
    void theKindShowsWhatBecameOfTheRequest(FailureKind kind, Throwable failure) {
        assertEquals(kind, Failures.kindOf(failure));
    }

    static Stream<Arguments> descriptions() {
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
                Arguments.of("TLS handshake failed", new NotSslRecordException("not an SSL/TLS record")),
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
                Arguments.of("disk full or not writable", new IOException("No space left on device")),
                Arguments.of("broker unavailable (DisconnectException)", new DisconnectException()));
    }

    @ParameterizedTest
    @MethodSource("descriptions")
    void anOutageIsDescribedEvenWithoutAMessage(String description, Throwable failure) {
        assertEquals(description, Failures.describe(failure));
        assertEquals(true, Failures.isOutage(failure));
        assertEquals(true, Failures.isOutage(new RuntimeException("wrapped", failure)));
    }

    @Test
    void otherErrorsAreDescribedByClassWithoutTheirMessage() {
        assertEquals("IllegalStateException", Failures.describe(new IllegalStateException("4915112345678")));
        assertEquals("IllegalStateException", Failures.describe(new IllegalStateException("anonymous") {}));
        assertEquals(false, Failures.isOutage(new IllegalStateException("a bug")));
        assertEquals(false, Failures.isOutage(null));
    }

    private static Throwable caused(Throwable failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }
}
