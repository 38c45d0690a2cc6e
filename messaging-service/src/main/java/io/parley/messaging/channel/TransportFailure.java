package io.parley.messaging.channel;

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
 * What a call means that ended without an answer. Only where the connection never came to be is it certain that the
 * provider has not taken the message; a reset or silence afterwards leaves it in doubt (architecture D9).
 */
public final class TransportFailure {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int DEEPEST_CAUSE = 16;
    private static final Set<Class<? extends Throwable>> BEFORE_ANYTHING_WAS_SENT = Set.of(
            ConnectException.class,
            UnknownHostException.class,
            NoRouteToHostException.class,
            UnresolvedAddressException.class,
            SSLHandshakeException.class,
            ConnectionPoolTooBusyException.class);

    private TransportFailure() {}

    public static Submission outcome(Throwable failure) {
        return isBeforeAnythingWasSent(failure) ? unreachable() : noAnswer();
    }

    public static Submission unreachable() {
        return new Submission.Deferred(
                ProviderError.ours("unreachable", "The network could not be reached; nothing was sent."), PAUSE, false);
    }

    public static Submission noAnswer() {
        return new Submission.InDoubt(ProviderError.ours(
                "noanswer", "The network did not answer; whether it took the message is not known."));
    }

    private static boolean isBeforeAnythingWasSent(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .anyMatch(cause -> BEFORE_ANYTHING_WAS_SENT.stream().anyMatch(type -> type.isInstance(cause)));
    }
}
