package io.parley.runtime.http;

import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.ProblemJson;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers and closes the connection at once: what follows on it must not be read as another request. The server's own way
 * of closing waits until everything received is handled, so that a second answer would slip out.
 */
final class LastWord {
    private LastWord() {}

    static void say(HttpServerRequest request, ProblemException problem) {
        var response = request.response();
        response.putHeader("Connection", "close");
        response.endHandler(written -> close(request.connection()));
        ProblemJson.send(response, problem);
    }

    /**
     * Makes this the last request of its connection, together with {@link #follow}. Needed for chunked bodies: the decoder
     * drops a length that stands beside the encoding without a word, and whoever sent both may hold the end of the body to
     * be somewhere else.
     */
    static void announce(RoutingContext route) {
        route.response().putHeader("Connection", "close");
    }

    /** Closes after an announced last answer. */
    static void follow(HttpServerRequest request) {
        close(request.connection());
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
