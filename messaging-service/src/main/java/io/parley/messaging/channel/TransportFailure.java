package io.parley.messaging.channel;

import io.parley.messaging.model.ProviderError;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/**
 * Classifies calls that ended without a response. Only if no connection was established is it certain that the provider
 * did not accept the message; a reset or timeout afterwards leaves it in doubt (ADR 0004).
 */
public final class TransportFailure {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MAX_CAUSES = 16;
    private static final Set<Class<? extends Throwable>> NOTHING_SENT = Set.of(
            ConnectException.class,
            UnknownHostException.class,
            NoRouteToHostException.class,
            UnresolvedAddressException.class,
            SSLHandshakeException.class,
            ConnectionPoolTooBusyException.class);

    private TransportFailure() {}

    public static Submission outcome(Throwable failure) {
        return isNothingSent(failure) ? unreachable() : noAnswer();
    }

    public static Submission unreachable() {
        return new Submission.Deferred(
                ProviderError.ours("unreachable", "The network could not be reached; nothing was sent."), PAUSE, false);
    }

    public static Submission noAnswer() {
        return new Submission.InDoubt(ProviderError.ours(
                "noanswer", "The network did not answer; it is unknown whether it accepted the message."));
    }

    private static boolean isNothingSent(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(cause -> NOTHING_SENT.stream().anyMatch(type -> type.isInstance(cause)));
    }
}
