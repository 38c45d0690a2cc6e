package io.parley.runtime.graph;

import io.parley.runtime.failure.FailureKind;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.http.ProviderAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call about an account or number that Meta did not carry out. Has no stack trace, since it is expected. */
public final class GraphFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int APP_LIMIT = 4;

    /** Limits of a WhatsApp account or number. */
    private static final Set<Integer> LIMITS = Set.of(80007, 80008, 130429);

    /** An unknown error, an outage, an overload or maintenance of Meta's, whatever the HTTP status. */
    private static final Set<Integer> OUTAGES = Set.of(1, 2, 131000, 131016, 131057);

    /** An object that does not exist, or that the token may not see. */
    private static final Set<Integer> NOT_FOUND = Set.of(33, 100);

    private static final Set<Integer> TOKEN = Set.of(0, 190);
    private static final Set<Integer> PERMISSION = Set.of(3, 10, 131005);

    private final transient @Nullable GraphError error;
    private final Kind kind;
    private final Duration retryAfter;

    /** What the caller can do about it. */
    public enum Kind {
        /** No connection was established, so nothing was changed. */
        UNREACHABLE,
        /** No response arrived in time; a change may or may not have been made. */
        NO_RESPONSE,
        /** The app made too many calls (#4): pause all of them. */
        APP_THROTTLED,
        /** This WhatsApp account or number got too many calls (#80007): pause those. */
        THROTTLED,
        /** The access token is not valid or has expired (#190). */
        TOKEN,
        /** The access token lacks a permission. */
        PERMISSION,
        /** Meta fails at the moment. */
        OUTAGE,
        /** Meta refuses this request; repeating it does not help. */
        REFUSED
    }

    private GraphFailure(Kind kind, @Nullable GraphError error, Duration retryAfter, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.error = error;
        this.retryAfter = retryAfter;
    }

    /** A change that Meta did not make, without an error. */
    static GraphFailure refused() {
        return new GraphFailure(Kind.REFUSED, null, Duration.ZERO, "success=false");
    }

    /** A response that does not have what Meta documents. */
    static GraphFailure unexpected(String what) {
        return new GraphFailure(Kind.OUTAGE, null, Duration.ZERO, "missing=" + what);
    }

    /** A call without a response. */
    static GraphFailure of(Throwable failure) {
        return failure instanceof GraphFailure known
                ? known
                : new GraphFailure(
                        Failures.kindOf(failure) == FailureKind.UNREACHABLE ? Kind.UNREACHABLE : Kind.NO_RESPONSE,
                        null,
                        Duration.ZERO,
                        Failures.describe(failure));
    }

    /** Empty if the response is a success. */
    static Optional<GraphFailure> of(ProviderAnswer answer) {
        var error = GraphError.ofAnswer(answer.body());
        if (error.isEmpty() && answer.status() < 300 && answer.body().isContainerNode()) {
            return Optional.empty();
        }
        return Optional.of(new GraphFailure(
                kind(answer, error), error.orElse(null), answer.retryAfter(), message(answer.status(), error)));
    }

    public Kind kind() {
        return kind;
    }

    /** Meta's error; empty if there is none. */
    public Optional<GraphError> error() {
        return Optional.ofNullable(error);
    }

    /** Whether Meta refused with one of these error codes. */
    public boolean isRefused(Set<Integer> codes) {
        return kind == Kind.REFUSED
                && error().filter(known -> codes.contains(known.code())).isPresent();
    }

    /** Whether the object of a call that only names it does not exist, or the token may not see it. */
    public boolean isNotFound() {
        return isRefused(NOT_FOUND);
    }

    /** The pause that Meta asks for; zero if it asks for none. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Whether it is certain that nothing was changed. A refused change may have been made in part. */
    public boolean isWithoutEffect() {
        return switch (kind) {
            case UNREACHABLE, APP_THROTTLED, THROTTLED, TOKEN, PERMISSION -> true;
            case NO_RESPONSE, OUTAGE, REFUSED -> false;
        };
    }

    /** Meta's error for people: its text and code. */
    public String reason() {
        return error().map(known -> known.text().isEmpty() ? "error " + known.code() : known.text())
                .orElse("no reason given");
    }

    public boolean isThrottling() {
        return kind == Kind.THROTTLED || kind == Kind.APP_THROTTLED;
    }

    private static Kind kind(ProviderAnswer answer, Optional<GraphError> error) {
        if (answer.isThrottling()
                && error.filter(known -> known.code() == APP_LIMIT).isEmpty()) {
            return Kind.THROTTLED;
        }
        return error.filter(known -> known.code() != GraphError.NO_CODE)
                .map(known -> kind(known, answer.status()))
                .orElse(Kind.OUTAGE); // of Meta or of a proxy before it
    }

    private static Kind kind(GraphError error, int status) {
        var code = error.code();
        if (code == APP_LIMIT) {
            return Kind.APP_THROTTLED;
        }
        if (LIMITS.contains(code)) {
            return Kind.THROTTLED;
        }
        if (TOKEN.contains(code)) {
            return Kind.TOKEN;
        }
        if (PERMISSION.contains(code) || (code >= 200 && code <= 299)) {
            return Kind.PERMISSION;
        }
        return OUTAGES.contains(code) || error.temporary() || status >= 500 ? Kind.OUTAGE : Kind.REFUSED;
    }

    private static String message(int status, Optional<GraphError> error) {
        return "statusCode=%d errorCode=%s fbtraceId=%s"
                .formatted(
                        status,
                        error.map(known -> Integer.toString(known.code())).orElse("none"),
                        error.map(GraphError::traceId).orElse("none"));
    }
}
