package io.parley.runtime.http.hardening;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/** What requests and connections of the server cannot do by its public API. */
public final class ServerRequests {
    private static final String TEMPLATE = "UrlPathTemplate";

    private ServerRequests() {}

    /**
     * Labels a request for metrics and spans, which use the template of its path once a resource is matched. Without a
     * match they would use the path itself, which contains phone numbers and lets a caller create any number of labels.
     */
    public static void labelUnmatched(RoutingContext route) {
        ((HttpServerRequestInternal) route.request()).context().putLocal(TEMPLATE, "UNMATCHED");
    }

    /**
     * Limits a chunked body, which has no declared length: the reader of the body compares its length with the limit.
     * Does nothing if the server has set none.
     *
     * @param bytes maximum length of the body
     */
    public static void limitBody(RoutingContext route, long bytes) {
        if (route.get(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY) != null) {
            route.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, bytes);
        }
    }

    /**
     * Closes a connection after what was written. The server's own close waits until everything received is handled, so
     * that what follows on the connection would be parsed as another request and get a response. It may still be handled, as
     * it may have been received together with the request.
     */
    public static void closeNow(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            base.channelHandlerContext().flush();
            base.channelHandlerContext().close();
        } else {
            connection.close();
        }
    }
}
