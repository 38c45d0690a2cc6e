package io.parley.runtime.failure;

import static io.parley.runtime.failure.FailureKind.NO_RESPONSE;
import static io.parley.runtime.failure.FailureKind.STORAGE;
import static io.parley.runtime.failure.FailureKind.UNAVAILABLE;
import static io.parley.runtime.failure.FailureKind.UNREACHABLE;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.errors.RetriableException;

/** Classifies the failures of the JDK, Netty, Vert.x, Mutiny and Kafka, which all services have. */
final class CommonFailures implements FailureClassifier {
    /**
     * Messages of the operating system for a full or broken disk (ENOSPC, EDQUOT, EFBIG, EROFS, EIO, EMFILE, ENFILE,
     * ESTALE). A file system exception has them at the end, after the names of the files.
     */
    private static final List<String> DISK = List.of(
            "No space left on device",
            "Disk quota exceeded",
            "File too large",
            "Read-only file system",
            "Input/output error",
            "Too many open files",
            "Stale file handle");

    @Override
    public Optional<Classification> classify(Throwable failure) {
        return switch (failure) {
            case StorageUnavailable full -> Classification.of(STORAGE, "file store unavailable");
            case ConnectTimeoutException late -> Classification.of(UNREACHABLE, "connect timeout");
            case NoRouteToHostException unreachable -> Classification.of(UNREACHABLE, "no route to host");
            case PortUnreachableException unreachable -> Classification.of(NO_RESPONSE, "port unreachable");
            case ConnectException refused -> Classification.of(UNREACHABLE, connecting(refused));
            case UnknownHostException unknown -> Classification.of(UNREACHABLE, "unknown host");
            case UnresolvedAddressException unknown -> Classification.of(UNREACHABLE, "unknown host");
            case ConnectionPoolTooBusyException full -> Classification.of(UNREACHABLE, "no free connection");
            case SSLHandshakeException tls -> Classification.of(UNREACHABLE, "TLS handshake failed");
            case CertificateException wrong -> Classification.of(UNREACHABLE, certificate(wrong));
            case CertPathValidatorException untrusted -> Classification.of(UNREACHABLE, "TLS certificate not trusted");
            case SocketTimeoutException late -> Classification.of(NO_RESPONSE, "timeout");
            case HttpTimeoutException late -> Classification.of(NO_RESPONSE, "timeout");
            case TimeoutException late -> Classification.of(NO_RESPONSE, "timeout");
            case io.smallrye.mutiny.TimeoutException late -> Classification.of(NO_RESPONSE, "timeout");
            case NotSslRecordException plain -> Classification.of(NO_RESPONSE, "TLS handshake failed");
            case SSLException tls -> Classification.of(NO_RESPONSE, "TLS error");
            case HttpClosedException closed -> Classification.of(NO_RESPONSE, "connection closed");
            case ClosedChannelException closed -> Classification.of(NO_RESPONSE, "connection closed");
            case EOFException closed -> Classification.of(NO_RESPONSE, "connection closed");
            case StreamResetException reset -> Classification.of(NO_RESPONSE, "connection reset");
            case SocketException lost ->
                Classification.of(NO_RESPONSE, lost(lost).orElse("connection failed"));
            case IOException io -> ofMessage(io);
            case ChannelException lost -> Classification.of(NO_RESPONSE, "connection failed");
            // Vert.x has no exception class of its own for a lost connection or a full pool of any of its clients.
            case VertxException lost
            when lost.getClass() == VertxException.class -> Classification.of(NO_RESPONSE, "connection closed");
            case RetriableException broker ->
                Classification.of(
                        UNAVAILABLE, "broker unavailable (" + broker.getClass().getSimpleName() + ")");
            case RejectedExecutionException full -> Classification.of(UNAVAILABLE, "too much work");
            default -> Optional.empty();
        };
    }

    private static String connecting(ConnectException failure) {
        var text = text(failure);
        return text.contains("refused")
                ? "connection refused"
                : text.contains("timed out") ? "connect timeout" : "cannot connect";
    }

    private static String certificate(CertificateException failure) {
        return switch (failure) {
            case CertificateExpiredException expired -> "TLS certificate expired";
            case CertificateNotYetValidException early -> "TLS certificate not yet valid";
            default -> certificate(text(failure));
        };
    }

    private static String certificate(String text) {
        return text.contains("subject alternative") || text.contains("No name matching")
                ? "TLS certificate of another host"
                : text.contains("PKIX") ? "TLS certificate not trusted" : "TLS certificate not valid";
    }

    /** Only the operating system's message distinguishes an error of the network from one of a file. */
    private static Optional<Classification> ofMessage(IOException failure) {
        var text = text(failure);
        return DISK.stream().anyMatch(text::endsWith)
                ? Classification.of(STORAGE, "disk full or not writable")
                : lost(failure).map(description -> new Classification(NO_RESPONSE, description));
    }

    private static Optional<String> lost(IOException failure) {
        var text = text(failure);
        return text.contains("reset")
                ? Optional.of("connection reset")
                : text.contains("Broken pipe")
                        ? Optional.of("connection closed")
                        : text.contains("unreachable") ? Optional.of("network unreachable") : Optional.empty();
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
