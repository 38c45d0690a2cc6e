package io.parley.messaging.channel;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** What a network answers when it is asked for a file. */
public sealed interface MediaDownload {

    /**
     * It begins to come.
     *
     * @param size bytes the network announces; -1 if it says nothing, and possibly a lie
     * @param bytes paused; must be read from the thread that got it, or aborted
     * @param abort breaks the transfer
     */
    record Found(long size, ReadStream<Buffer> bytes, Runnable abort) implements MediaDownload {}

    /** Not this time. */
    record Later(String reason) implements MediaDownload {}

    /** Never. */
    record Unavailable(String reason) implements MediaDownload {}
}
