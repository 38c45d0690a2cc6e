package io.parley.runtime.http;

import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.ProblemJson;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Responds and closes the connection at once: what follows on it must not be parsed as another request. The server's
 * own close waits until everything received is handled, so that a second response would be sent.
 */
final class CloseAfterResponse {
    private CloseAfterResponse() {}

    static void write(HttpServerRequest request, ProblemException problem) {
        var response = request.response();
        response.putHeader("Connection", "close");
        response.endHandler(written -> close(request.connection()));
        ProblemJson.send(response, problem);
    }

    private static void close(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            base.channelHandlerContext().flush();
            base.channelHandlerContext().close();
        } else {
            connection.close();
        }
    }
}
