package io.parley.messaging.channel.whatsapp.profile;

import io.parley.runtime.egress.GuardedHttp.Opened;
import io.parley.runtime.http.BodyStream;
import io.parley.runtime.problem.Problems;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * Copies a picture from Meta to a response, piece by piece. The type is that of its first bytes. Anything that is no
 * JPEG or PNG, or too long, is not passed on.
 */
final class PictureResponse {
    /** More than Meta accepts for profile pictures. */
    private static final long MAX_LENGTH = 16L * 1024 * 1024;

    /** Allows 5 MB for a client that reads 50 kB a second. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Duration timeout;
    private long sent;

    /** @param timeout for each piece */
    PictureResponse(HttpServerRequest request, Duration timeout) {
        this.request = request;
        this.response = request.response();
        this.timeout = timeout;
    }

    /** Ends the response, or fails before it was started; resets a response that cannot be completed. */
    Uni<Void> send(Opened picture) {
        var pieces = MultiHelper.toMulti(picture.body())
                .ifNoItem()
                .after(timeout)
                .fail()
                .invoke(piece -> begin(picture, piece));
        return write(picture, pieces)
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .chain(this::end)
                .onFailure()
                .recoverWithUni(failure -> {
                    picture.abort().run();
                    return abort(failure);
                });
    }

    /** A HEAD needs the first piece only, for the type. */
    private Uni<Void> write(Opened picture, Multi<Buffer> pieces) {
        return request.method() == HttpMethod.HEAD
                ? pieces.toUni().invoke(picture.abort()::run).replaceWithVoid()
                : BodyStream.write(pieces, response, timeout);
    }

    private void begin(Opened picture, Buffer piece) {
        if (sent == 0) {
            describe(picture, piece);
        }
        sent += piece.length();
        if (sent > MAX_LENGTH) {
            throw Problems.unavailable(RETRY_AFTER, "WhatsApp's profile picture is too large.");
        }
    }

    private void describe(Opened picture, Buffer piece) {
        var type = PictureType.ofFirstBytes(piece.getBytes(0, Math.min(piece.length(), 8)))
                .orElseThrow(() -> Problems.unavailable(RETRY_AFTER, "WhatsApp does not deliver a picture."));
        response.putHeader(HttpHeaders.CONTENT_TYPE, type.contentType()).putHeader("X-Content-Type-Options", "nosniff");
        if (picture.length() >= 0) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(picture.length()));
        } else if (request.method() != HttpMethod.HEAD) {
            response.setChunked(true);
        }
    }

    private Uni<Void> end() {
        if (sent == 0) {
            return Uni.createFrom().failure(Problems.unavailable(RETRY_AFTER, "WhatsApp delivers an empty picture."));
        }
        return Uni.createFrom().completionStage(() -> response.end().toCompletionStage());
    }

    private Uni<Void> abort(Throwable failure) {
        if (response.headWritten()) {
            response.reset();
            return Uni.createFrom().voidItem();
        }
        response.setChunked(false).headers().remove(HttpHeaders.CONTENT_LENGTH).remove(HttpHeaders.CONTENT_TYPE);
        return Uni.createFrom().failure(failure);
    }
}
