package io.parley.messaging.channel;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Result of a request to a network for a file. */
public sealed interface MediaDownload {

    /**
     * The transfer has started.
     *
     * @param size bytes that the network announces, not trusted; -1 if it announces none
     * @param bytes paused; must be read from the thread that received it, or aborted
     * @param abort cancels the transfer
     */
    record Found(long size, ReadStream<Buffer> bytes, Runnable abort) implements MediaDownload {}

    /** Temporarily unavailable; to be retried. */
    record Later(String reason) implements MediaDownload {}

    /** Permanently unavailable. */
    record Unavailable(String reason) implements MediaDownload {}
}
