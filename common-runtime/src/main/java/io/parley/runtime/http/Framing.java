package io.parley.runtime.http;

import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Refuses requests that another server on the way might cut at another place than we do. */
final class Framing {

    /** Null if there is none. */
    ProblemException fault(HttpServerRequest request) {
        var encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (encodings.size() > 1
                || (encodings.size() == 1
                        && !"chunked".equalsIgnoreCase(encodings.getFirst().strip()))) {
            return Problems.badRequest("The only transfer encoding is chunked.");
        }
        if (!encodings.isEmpty() && request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            return Problems.badRequest("Send either Content-Length or Transfer-Encoding.");
        }
        var hosts = request.headers().getAll(HttpHeaders.HOST).size();
        if (hosts > 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_1)) {
            return Problems.badRequest("Send the header Host once.");
        }
        return null;
    }
}
