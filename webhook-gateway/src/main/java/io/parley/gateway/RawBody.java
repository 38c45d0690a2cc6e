package io.parley.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Collects the raw bytes of a request up to a maximum size. */
public final class RawBody {

    private final int max;
    private final Consumer<byte[]> done;
    private final Runnable tooLarge;
    private final Buffer collected;
    private boolean ended;

    private RawBody(int expected, int max, Consumer<byte[]> done, Runnable tooLarge) {
        this.max = max;
        this.done = done;
        this.tooLarge = tooLarge;
        this.collected = Buffer.buffer(expected);
    }

    /**
     * Calls exactly one callback, unless the connection is closed before. Checks {@code Content-Length} immediately.
     */
    public static void read(HttpServerRequest request, int max, Consumer<byte[]> done, Runnable tooLarge) {
        var contentLength = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        var length = contentLength == null ? 0 : Long.parseLong(contentLength.strip());
        if (length > max) {
            tooLarge.run();
            return;
        }
        var body = new RawBody((int) length, max, done, tooLarge);
        request.exceptionHandler(failure -> body.ended = true);
        request.handler(body::add);
        request.endHandler(end -> body.finish());
    }

    private void add(Buffer chunk) {
        if (ended) {
            return;
        }
        if (collected.length() + chunk.length() > max) {
            ended = true;
            tooLarge.run();
        } else {
            collected.appendBuffer(chunk);
        }
    }

    private void finish() {
        if (!ended) {
            done.accept(collected.getBytes());
        }
    }
}
