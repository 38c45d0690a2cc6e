package io.parley.runtime.http.hardening;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.parley.runtime.problem.ProblemBody;
import io.parley.runtime.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Encodes a problem as a response for the pipeline. */
final class ProblemResponse {
    private ProblemResponse() {}

    /** @param request null if its head could not be read */
    static FullHttpResponse of(ProblemException rejection, @Nullable HttpRequest request, boolean close) {
        var problem = rejection.problem();
        var body = ProblemBody.bytes(problem);
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.status()),
                hasBody(request) ? Unpooled.wrappedBuffer(body) : Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, ProblemBody.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set("X-Content-Type-Options", "nosniff");
        if (close) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        rejection.headers().forEach(response.headers()::set);
        return response;
    }

    private static boolean hasBody(@Nullable HttpRequest request) {
        return request == null || !request.method().equals(HttpMethod.HEAD);
    }
}
