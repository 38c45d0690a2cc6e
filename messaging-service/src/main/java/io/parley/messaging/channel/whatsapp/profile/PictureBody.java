package io.parley.messaging.channel.whatsapp.profile;

import io.parley.runtime.problem.ProblemException;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Reads the body of an upload up to the contract's maximum; what follows is dropped by the server. */
final class PictureBody {
    private static final int MAX = 5 * 1024 * 1024;

    private PictureBody() {}

    /**
     * Returns a body of at least one byte. Fails with a 400 if it is empty or too long, and with the error of the
     * stream. Bodies that arrive too slowly are aborted by the server.
     */
    static Uni<Buffer> read(HttpServerRequest request) {
        if (declaredLength(request) > MAX) {
            return Uni.createFrom().failure(tooLong());
        }
        Promise<Buffer> done = Promise.promise();
        var bytes = Buffer.buffer();
        request.exceptionHandler(done::tryFail);
        request.handler(chunk -> {
            if (bytes.length() + chunk.length() > MAX) {
                request.pause();
                done.tryFail(tooLong());
            } else {
                bytes.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> done.tryComplete(bytes));
        request.resume();
        return CallersContext.of(
                        Uni.createFrom().completionStage(() -> done.future().toCompletionStage()))
                .invoke(PictureBody::requireBytes);
    }

    /** -1 if it is not declared; the server has checked that it is a number. */
    private static long declaredLength(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length.strip());
    }

    private static void requireBytes(Buffer bytes) {
        if (bytes.length() == 0) {
            throw Problems.violation("body", "must be a JPEG or PNG picture; it is empty");
        }
    }

    private static ProblemException tooLong() {
        return Problems.violation("body", "must have at most 5 MB");
    }
}
