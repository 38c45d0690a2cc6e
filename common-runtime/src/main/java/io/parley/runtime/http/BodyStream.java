package io.parley.runtime.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;

/** Long bodies on their way out, a piece at a time: the next is only fetched when the one before has left. */
public final class BodyStream {

    private BodyStream() {}

    /**
     * Writes all of it and leaves the end to the caller. Whatever goes wrong stops the source.
     *
     * @param patience how long the other side may take for one piece
     */
    public static Uni<Void> write(Multi<Buffer> bytes, WriteStream<Buffer> to, Duration timeout) {
        return bytes.onItem()
                .transformToUniAndConcatenate(piece -> write(piece, to, timeout))
                .onItem()
                .ignoreAsUni();
    }

    private static Uni<Void> write(Buffer piece, WriteStream<Buffer> to, Duration timeout) {
        return Uni.createFrom()
                .completionStage(() -> to.write(piece).toCompletionStage())
                .ifNoItem()
                .after(timeout)
                .fail();
    }
}
