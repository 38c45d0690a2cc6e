package io.parley.runtime.logging;

import io.netty.channel.ConnectTimeoutException;
import io.parley.runtime.failure.ClientFailures;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Describes why an operation failed, in a few words for people. Many network exceptions have no message, and some have
 * no name either (anonymous classes), so that a log or an API would show nothing.
 */
public final class Causes {
    private static final int MAX_DEPTH = 16;
    private static final List<ClientFailures> CLIENTS = ClientFailures.installed();

    private Causes() {}

    /**
     * Returns a description such as {@code unknown host} or {@code timeout}; never empty, and never a message that
     * could contain data.
     */
    public static String describe(Throwable failure) {
        return chain(failure).reversed().stream()
                .map(Causes::known)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> name(innermost(failure)));
    }

    /**
     * Whether the network, a database or a broker failed. Such failures are expected: they are logged in one line,
     * without a stack trace, which would only show the call site.
     */
    public static boolean isOutage(Throwable failure) {
        return failure != null
                && chain(failure).stream().anyMatch(cause -> known(cause).isPresent());
    }

    private static Optional<String> known(Throwable failure) {
        return Optional.ofNullable(common(failure)).or(() -> CLIENTS.stream()
                .map(client -> client.describe(failure))
                .flatMap(Optional::stream)
                .findFirst());
    }

    private static String common(Throwable failure) {
        return switch (failure) {
            case UnknownHostException unknown -> "unknown host";
            case UnresolvedAddressException unknown -> "unknown host";
            case ConnectTimeoutException late -> "connect timeout";
            case NoRouteToHostException unreachable -> "no route to host";
            case PortUnreachableException unreachable -> "port unreachable";
            case ConnectException refused -> connecting(refused);
            case SocketTimeoutException late -> "timeout";
            case HttpTimeoutException late -> "timeout";
            case TimeoutException late -> "timeout";
            case io.smallrye.mutiny.TimeoutException late -> "timeout";
            case SSLException tls -> "TLS handshake failed";
            case CertificateExpiredException expired -> "TLS certificate expired";
            case CertificateNotYetValidException early -> "TLS certificate not yet valid";
            case CertPathValidatorException untrusted -> "TLS certificate not trusted";
            case CertificateException wrong -> certificate(wrong);
            case ClosedChannelException closed -> "connection closed";
            case HttpClosedException closed -> "connection closed";
            case StreamResetException reset -> "connection reset";
            case EOFException closed -> "connection closed";
            case SocketException socket -> socket(socket);
            case IOException io -> socket(io);
            case RetriableException broker -> "broker unavailable (" + name(broker) + ")";
            default -> other(failure);
        };
    }

    private static String connecting(ConnectException failure) {
        var text = String.valueOf(failure.getMessage());
        return text.contains("refused")
                ? "connection refused"
                : text.contains("timed out") ? "connect timeout" : "cannot connect";
    }

    private static String certificate(CertificateException failure) {
        var text = String.valueOf(failure.getMessage());
        return text.contains("subject alternative") || text.contains("No name matching")
                ? "TLS certificate of another host"
                : text.contains("PKIX") ? "TLS certificate not trusted" : "TLS certificate not valid";
    }

    /** Classifies by the operating system's message; other I/O errors are not caused by the network. */
    private static String socket(IOException failure) {
        var text = String.valueOf(failure.getMessage());
        return text.contains("reset")
                ? "connection reset"
                : text.contains("Broken pipe")
                        ? "connection closed"
                        : text.contains("unreachable") ? "network unreachable" : disk(text);
    }

    private static String disk(String text) {
        return text.contains("No space left") || text.contains("quota exceeded") ? "disk full" : null;
    }

    /** Vert.x has no exception class of its own for these. */
    private static String other(Throwable failure) {
        var text = String.valueOf(failure.getMessage());
        return text.contains("Connection was closed") || text.contains("Connection is not active now")
                ? "connection closed"
                : null;
    }

    private static Throwable innermost(Throwable failure) {
        return chain(failure).stream()
                .filter(cause -> cause instanceof CompletionException || cause instanceof ExecutionException
                        ? cause.getCause() == null
                        : true)
                .findFirst()
                .orElse(failure);
    }

    /** Returns the nearest class with a name: an anonymous one has none. */
    private static String name(Throwable failure) {
        Class<?> type = failure.getClass();
        while (type.getSimpleName().isEmpty()) {
            type = type.getSuperclass();
        }
        return type.getSimpleName();
    }

    private static List<Throwable> chain(Throwable failure) {
        var chain = new ArrayList<Throwable>();
        for (var cause = failure; cause != null && chain.size() < MAX_DEPTH; cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
