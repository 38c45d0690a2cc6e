package io.parley.runtime.http;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;

/** Writes long bodies chunk by chunk: the next chunk is fetched after the previous one has been written. */
public final class BodyStream {

    private BodyStream() {}

    /**
     * Writes all chunks, without ending the stream. Cancels the source after a failure.
     *
     * @param timeout maximum time to write one chunk
     */
    public static Uni<Void> write(Multi<Buffer> bytes, WriteStream<Buffer> to, Duration timeout) {
        return bytes.onItem()
                .transformToUniAndConcatenate(chunk -> write(chunk, to, timeout))
                .onItem()
                .ignoreAsUni();
    }

    private static Uni<Void> write(Buffer chunk, WriteStream<Buffer> to, Duration timeout) {
        return Uni.createFrom()
                .completionStage(() -> to.write(chunk).toCompletionStage())
                .ifNoItem()
                .after(timeout)
                .fail();
    }
}
