package io.parley.runtime.http;

import io.parley.runtime.http.hardening.ServerRequests;
import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.ProblemJson;
import io.vertx.core.http.HttpServerRequest;

/**
 * Responds and closes the connection at once: what follows on it must not be parsed as another request.
 */
final class CloseAfterResponse {
    private CloseAfterResponse() {}

    static void write(HttpServerRequest request, ProblemException problem) {
        var response = request.response();
        response.putHeader("Connection", "close");
        response.endHandler(written -> ServerRequests.closeNow(request.connection()));
        ProblemJson.send(response, problem);
    }
}
