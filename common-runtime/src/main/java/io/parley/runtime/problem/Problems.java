package io.parley.runtime.problem;

import io.parley.model.Problem;
import io.parley.model.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Factory of all problems of this API: {@code throw Problems.forbidden();}. Types and titles are the contract's.
 * Details describe how to correct the request and never contain internals.
 */
public final class Problems {
    /** The remedy for a body of another content type. */
    public static final String SEND_JSON =
            "Send the body as JSON in UTF-8, with the header Content-Type: application/json.";

    private static final String STATUS_PAGES = "https://httpstatuses.com/";
    private static final String NOT_FOUND = "Nothing of yours is at this address; check the path and the ids in it.";
    private static final String NOT_PARSEABLE = "https://problems.example.com/DataNotParseable";

    private Problems() {}

    /** @param detail what is wrong with the header; the same for all invalid keys */
    public static ProblemException unauthorized(String detail) {
        return titled(401, "Unauthorized", detail);
    }

    /**
     * @param detail what is required; the same for a number that belongs to another account, does not exist or lacks a
     *      scope, so that callers cannot find out which numbers exist
     */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(new Problem(STATUS_PAGES + 403, "Forbidden", 403, detail, null));
    }

    /** For ids of other accounts and ids that do not exist. */
    public static ProblemException notFound() {
        return new ProblemException(new Problem(STATUS_PAGES + 404, "Not Found", 404, NOT_FOUND, null));
    }

    /**
     * As {@link #notFound()}, for operations to which the contract gives a title of their own.
     *
     * @param title for example {@code Phone number unknown}
     */
    public static ProblemException unknown(String title) {
        return titled(404, title, NOT_FOUND);
    }

    public static ProblemException constraintViolation(List<Violation> violations) {
        return new ProblemException(new Problem(null, "Constraint Violation", 400, null, List.copyOf(violations)));
    }

    public static ProblemException violation(String field, String message) {
        return constraintViolation(List.of(new Violation(field, message)));
    }

    /** The body is not JSON, so its members cannot be checked. */
    public static ProblemException notParseable(String detail) {
        return new ProblemException(new Problem(NOT_PARSEABLE, "Data given was not parseable", 400, detail, null));
    }

    public static ProblemException badRequest(String detail) {
        return titled(400, "Bad Request", detail);
    }

    public static ProblemException methodNotAllowed(String allow) {
        return titled(405, "Method Not Allowed", "This address allows " + allow + ".", Map.of("Allow", allow));
    }

    public static ProblemException notAcceptable() {
        return titled(
                406,
                "Not Acceptable",
                "This operation answers with application/json; errors are application/problem+json.");
    }

    public static ProblemException conflict(String detail) {
        return titled(409, "Conflict", detail);
    }

    public static ProblemException payloadTooLarge(String detail) {
        return titled(413, "Payload Too Large", detail);
    }

    public static ProblemException unsupportedMediaType(String detail) {
        return titled(415, "Unsupported Media Type", detail);
    }

    public static ProblemException unprocessable(String detail) {
        return titled(422, "Unprocessable Content", detail);
    }

    public static ProblemException tooManyRequests(Duration retryAfter) {
        return tooManyRequests(retryAfter, "Repeat the request after the time in Retry-After.");
    }

    public static ProblemException tooManyRequests(Duration retryAfter, String detail) {
        return titled(429, "Too Many Requests", detail, retryAfter(retryAfter));
    }

    public static ProblemException internal() {
        return titled(
                500, "Internal Server Error", "The request failed here; the operator finds the cause in the log.");
    }

    public static ProblemException notImplemented() {
        return titled(501, "Not Implemented", "This operation is not available in this release.");
    }

    /** A dependency is unavailable; nothing of the request was stored. */
    public static ProblemException unavailable(Duration retryAfter) {
        return titled(
                503,
                "Service Unavailable",
                "Nothing of the request was kept. Repeat it after the time in Retry-After.",
                retryAfter(retryAfter));
    }

    /** As {@link #unavailable(Duration)}, with another reason. */
    public static ProblemException unavailable(Duration retryAfter, String detail) {
        return titled(503, "Service Unavailable", detail, retryAfter(retryAfter));
    }

    /** Another status, with its title from the HTTP registry. */
    public static ProblemException ofStatus(int status, String detail) {
        return titled(status, StatusTitles.of(status), detail);
    }

    /** The same for errors of the framework without a reason. */
    public static ProblemException ofStatus(int status) {
        return ofStatus(
                status, status < 500 ? "The request cannot be read; check its syntax." : "The request failed here.");
    }

    private static ProblemException titled(int status, String title, String detail) {
        return titled(status, title, detail, Map.of());
    }

    private static ProblemException titled(int status, String title, String detail, Map<String, String> headers) {
        return new ProblemException(new Problem(null, title, status, detail, null), headers);
    }

    private static Map<String, String> retryAfter(Duration duration) {
        return Map.of(
                "Retry-After",
                Long.toString(Math.max(1, duration.plusMillis(999).toSeconds())));
    }
}
