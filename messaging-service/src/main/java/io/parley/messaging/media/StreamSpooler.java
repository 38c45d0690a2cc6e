package io.parley.messaging.media;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * Writes a stream to a file. Bytes are collected into chunks of {@value #CHUNK} bytes; each chunk is written and hashed
 * by one task on a worker thread while the next one fills. This takes one thread switch per chunk instead of per
 * packet, and at most two chunks of memory, since backpressure makes the client wait for the disk. Everything but the
 * writing runs on the event loop of the stream.
 */
final class StreamSpooler {
    static final int CHUNK = 256 * 1024;

    /**
     * Extra capacity for the packet that fills a chunk, so that the chunk need not grow: max-chunk-size of the server.
     */
    private static final int PACKET = 64 * 1024;

    /**
     * Maximum number of bytes not flushed to disk. Without a limit the operating system caches a whole file and writes
     * it when forced to: the disk is idle during uploads, and the processors at their end.
     */
    private static final long MAX_UNFORCED = 16 * 1024 * 1024;

    private final Vertx vertx;
    private final ReadStream<Buffer> source;
    private final SpoolWriter file;
    private final long maxSize;
    private final Promise<SpooledFile> done = Promise.promise();
    private ByteBuffer filling = ByteBuffer.allocate(CHUNK + PACKET);
    private ByteBuffer spare = ByteBuffer.allocate(CHUNK + PACKET);
    private long received;
    private long unforced;
    private long lastRead = System.nanoTime();
    private Future<Void> forcing = Future.succeededFuture();
    private boolean writing;
    private boolean paused;
    private boolean ended;

    /** The stream exceeds the maximum size. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("more bytes than allowed", null, false, false);
        }
    }

    /** @param source paused or not started; nothing was read from it */
    StreamSpooler(Vertx vertx, ReadStream<Buffer> source, SpoolWriter file, long max) {
        this.vertx = vertx;
        this.source = source;
        this.file = file;
        this.maxSize = max;
    }

    /**
     * Reads to the end. Fails with {@link TooLong}, with a timeout if no bytes arrive for {@code timeout}, or with the
     * error of the stream; then no file is left on disk.
     */
    Future<SpooledFile> read(Duration timeout) {
        var checkIdle = vertx.setPeriodic(Math.max(1, timeout.toMillis() / 4), tick -> checkIdle(timeout));
        source.exceptionHandler(this::streamFailed);
        source.handler(this::add);
        source.endHandler(end -> end());
        source.resume();
        return done.future().onComplete(ignored -> vertx.cancelTimer(checkIdle));
    }

    private void add(Buffer chunk) {
        if (isComplete()) {
            return;
        }
        lastRead = System.nanoTime();
        received += chunk.length();
        if (received > maxSize) {
            streamFailed(new TooLong());
            return;
        }
        fill(chunk);
        if (isFull()) {
            chunkFull();
        }
    }

    private void fill(Buffer chunk) {
        if (filling.remaining() < chunk.length()) { // never with our servers and clients
            filling = ByteBuffer.allocate(filling.position() + chunk.length()).put(filling.flip());
        }
        filling.put(chunk.getByteBuf().nioBuffer());
    }

    private boolean isFull() {
        return filling.position() >= CHUNK;
    }

    private void chunkFull() {
        if (writing) {
            paused = true;
            source.pause();
        } else {
            write();
        }
    }

    private void write() {
        writing = true;
        var full = filling.flip();
        filling = spare.clear();
        blocking(() -> {
                    file.write(full);
                    return null;
                })
                .onSuccess(nothing -> written(full))
                .onFailure(this::diskFailed);
    }

    private void written(ByteBuffer full) {
        writing = false;
        spare = full;
        lastRead = System.nanoTime();
        if (isComplete()) {
            discard();
        } else {
            forceIfDue(full.limit());
            continueWriting();
        }
        if (paused && !isFull()) {
            resume();
        }
    }

    private void continueWriting() {
        if (isFull() || (ended && filling.position() > 0)) {
            write();
        } else if (ended) {
            finish();
        }
    }

    /** Runs concurrently with the writing, so that neither waits for the other. */
    private void forceIfDue(int more) {
        unforced += more;
        if (unforced >= MAX_UNFORCED && forcing.isComplete()) {
            unforced = 0;
            forcing = this.<Void>blocking(() -> {
                        file.force();
                        return null;
                    })
                    .onFailure(this::diskFailed);
        }
    }

    private void resume() {
        paused = false;
        source.resume();
    }

    private void end() {
        ended = true;
        if (isComplete() || writing) {
            return;
        }
        if (filling.position() > 0) {
            write();
        } else {
            finish();
        }
    }

    private void finish() {
        forcing.compose(forced -> blocking(file::finish))
                .onSuccess(done::tryComplete)
                .onFailure(this::diskFailed);
    }

    /** The disk failed. A write in progress ends with the file. */
    private void diskFailed(Throwable failure) {
        writing = false;
        done.tryFail(failure);
        discard();
    }

    /** The stream failed. Ignored once everything has been received. */
    private void streamFailed(Throwable failure) {
        if (!ended && done.tryFail(failure) && !writing) {
            discard();
        }
    }

    private void discard() {
        blocking(() -> {
            file.discard();
            return null;
        });
    }

    private void checkIdle(Duration timeout) {
        if (!ended && !paused && !writing && System.nanoTime() - lastRead > timeout.toNanos()) {
            streamFailed(new TimeoutException("no data received for " + timeout));
        }
    }

    private boolean isComplete() {
        return done.future().isComplete();
    }

    private <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
