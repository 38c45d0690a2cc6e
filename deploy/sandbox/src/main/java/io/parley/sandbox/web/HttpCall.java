package io.parley.sandbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.ChannelOption;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * One HTTP call with its body. Ends with a response or with a connection reset.
 *
 * @param path path segments
 */
public record HttpCall(HttpServerRequest request, String[] path, byte[] body) {

    public JsonNode json() {
        return Json.parse(body);
    }

    public String method() {
        return request.method().name();
    }

    /** Returns the credential of this scheme in the Authorization header, or null. */
    public String credential(String scheme) {
        var header = request.getHeader("Authorization");
        return header != null && header.startsWith(scheme + " ") ? header.substring(scheme.length() + 1) : null;
    }

    public void respond(int status, byte[] json) {
        if (!request.response().closed()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json; charset=UTF-8")
                    .end(Buffer.buffer(json));
        }
    }

    public void respond(int status, Json.Writing writing) {
        respond(status, Json.bytes(writing));
    }

    /** Closes the connection with a TCP reset, as a crashing proxy does. */
    public void reset() {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        request.connection().close();
    }
}
