package io.parley.runtime.http.hardening;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Validates the head of a request. Rejects malformed heads, heads that another server on the way might delimit
 * differently (request smuggling), and sizes, methods and path spellings that no path of ours uses.
 */
final class HeadCheck {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String ALLOW = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{0,5})?");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?]*)(.*)");

    private final HeadLimits limits;
    /** The last valid host: nearly all requests name the same, and need not be matched. */
    private volatile String validHost = "";

    HeadCheck(HeadLimits limits) {
        this.limits = limits;
    }

    /** Returns empty if the head is valid. Rewrites a target in absolute form to origin form. */
    Optional<ProblemException> validate(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(unreadable(request.decoderResult().cause()));
        }
        var rejection = protocol(request);
        if (rejection.isEmpty()) {
            rejection = fields(request);
        }
        if (rejection.isEmpty()) {
            rejection = framing(request);
        }
        if (rejection.isEmpty()) {
            rejection = host(request);
        }
        return rejection.isEmpty() ? target(request) : rejection;
    }

    /** The error for a request that the decoder could not read. */
    static ProblemException unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> Problems.ofStatus(414, "The URL is too long.");
            case TooLongHttpHeaderException header -> Problems.ofStatus(431, "The header fields are too long.");
            case AmbiguousLengthException both -> Problems.badRequest(AmbiguousLengthException.DETAIL);
            default -> Problems.badRequest("The request is not well-formed HTTP/1.1.");
        };
    }

    /** The error for a body whose chunks could not be read. */
    static ProblemException badBody(Throwable cause) {
        return cause instanceof TooLongHttpHeaderException
                ? Problems.ofStatus(431, "The trailer fields are too long.")
                : Problems.badRequest("The body's chunks are not well-formed.");
    }

    private static Optional<ProblemException> protocol(HttpRequest request) {
        var version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(Problems.ofStatus(505, "Send HTTP/1.1."));
        }
        return METHODS.contains(request.method().name())
                ? Optional.empty()
                : Optional.of(Problems.methodNotAllowed(ALLOW));
    }

    private Optional<ProblemException> fields(HttpRequest request) {
        var fields = 0;
        var bytes = 0L;
        for (var header : request.headers()) {
            if (header.getKey().isEmpty()) {
                return Optional.of(Problems.badRequest("A header field has no name."));
            }
            fields++;
            bytes += header.getKey().length() + header.getValue().length();
        }
        return fields > limits.headerFields() || bytes > limits.headerBytes()
                ? Optional.of(Problems.ofStatus(
                        431,
                        "At most %d header fields with %d bytes together."
                                .formatted(limits.headerFields(), limits.headerBytes())))
                : Optional.empty();
    }

    private Optional<ProblemException> framing(HttpRequest request) {
        var encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!encodings.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(Problems.badRequest("HTTP/1.0 has no Transfer-Encoding: send Content-Length."));
        }
        if (encodings.size() > 1
                || (encodings.size() == 1
                        && !"chunked".equalsIgnoreCase(encodings.getFirst().strip()))) {
            return Optional.of(Problems.badRequest("The only transfer encoding is chunked."));
        }
        if (!encodings.isEmpty() && request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return Optional.of(Problems.badRequest(AmbiguousLengthException.DETAIL));
        }
        var expected = request.headers().getAll(HttpHeaderNames.EXPECT);
        return expected.stream().allMatch(value -> "100-continue".equalsIgnoreCase(value.strip()))
                ? Optional.empty()
                : Optional.of(Problems.ofStatus(417, "The only expectation is 100-continue."));
    }

    private Optional<ProblemException> host(HttpRequest request) {
        var hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_1))) {
            return Optional.of(Problems.badRequest("Send the header Host once."));
        }
        return hosts.isEmpty() || isHost(hosts.getFirst())
                ? Optional.empty()
                : Optional.of(
                        Problems.badRequest("The header Host must be a host name or address, with a port or without."));
    }

    private boolean isHost(String host) {
        if (host.equals(validHost)) {
            return true;
        }
        var isValid = HOST.matcher(host.strip()).matches();
        if (isValid) {
            validHost = host;
        }
        return isValid;
    }

    private Optional<ProblemException> target(HttpRequest request) {
        if (request.uri().length() > limits.url()) {
            return Optional.of(Problems.ofStatus(414, "The URL may have at most " + limits.url() + " characters."));
        }
        if (!UriCheck.hasOnlyUriCharacters(request.uri())) {
            return Optional.of(Problems.badRequest("The URL has characters that must be percent-encoded."));
        }
        if (!toOriginForm(request)) {
            return Optional.of(
                    request.uri().equals("*") && request.method().equals(HttpMethod.OPTIONS)
                            ? Problems.notFound()
                            : Problems.badRequest(
                                    "The request target must be a path, or a URL of the host in the header Host."));
        }
        return path(request);
    }

    private Optional<ProblemException> path(HttpRequest request) {
        var uri = request.uri();
        var mark = uri.indexOf('?');
        var path = mark < 0 ? uri : uri.substring(0, mark);
        if (mark >= 0 && uri.chars().skip(mark).filter(c -> c == '&').count() >= limits.queryParameters()) {
            return Optional.of(Problems.badRequest("At most " + limits.queryParameters() + " query parameters."));
        }
        if (!UriCheck.isPercentEncoded(path) || (mark >= 0 && !UriCheck.isPercentEncoded(uri.substring(mark)))) {
            return Optional.of(Problems.badRequest("The URL is not percent-encoded UTF-8."));
        }
        if (!UriCheck.isNormalized(path)) {
            return Optional.of(Problems.notFound());
        }
        return length(request, limits.body().applyAsLong(path));
    }

    private static Optional<ProblemException> length(HttpRequest request, long max) {
        var length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length != null && Long.parseLong(length.strip()) > max
                ? Optional.of(Problems.payloadTooLarge("A body may have at most " + max + " bytes."))
                : Optional.empty();
    }

    /**
     * Converts a target in absolute form, which a server must accept (RFC 9112, 3.2.2). Its authority must match the
     * header Host.
     */
    private static boolean toOriginForm(HttpRequest request) {
        if (request.uri().startsWith("/")) {
            return true;
        }
        var url = ABSOLUTE.matcher(request.uri());
        if (!url.matches() || !url.group(1).equalsIgnoreCase(request.headers().get(HttpHeaderNames.HOST, ""))) {
            return false;
        }
        request.setUri(url.group(2).startsWith("/") ? url.group(2) : "/" + url.group(2));
        return true;
    }
}
