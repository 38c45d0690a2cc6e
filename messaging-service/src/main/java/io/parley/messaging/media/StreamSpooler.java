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
 * Receives one stream of bytes into a file. The bytes are collected into pieces of {@value #PIECE} bytes, and each piece
 * is written and hashed by one task of a worker thread, while the next one fills: a hop between threads for every piece
 * and not for every packet, and never more than two pieces in memory, since the sender has to wait for the disk.
 * Everything but the writing happens on the event loop of the stream.
 */
final class StreamSpooler {
    static final int PIECE = 256 * 1024;

    /** Room for the packet that fills a piece, so that the piece need not grow for it: max-chunk-size of the server. */
    private static final int PACKET = 64 * 1024;

    /**
     * Bytes that may wait for the disk. Without such a bound the system keeps a whole file in its cache and writes it when
     * it is forced to: the disk rests while uploads come in, and the processors while they end.
     */
    private static final long STRIDE = 16 * 1024 * 1024;

    private final Vertx vertx;
    private final ReadStream<Buffer> source;
    private final SpoolWriter file;
    private final long maxSize;
    private final Promise<SpooledFile> done = Promise.promise();
    private ByteBuffer filling = ByteBuffer.allocate(PIECE + PACKET);
    private ByteBuffer spare = ByteBuffer.allocate(PIECE + PACKET);
    private long received;
    private long unforced;
    private long lastRead = System.nanoTime();
    private Future<Void> forcing = Future.succeededFuture();
    private boolean writing;
    private boolean paused;
    private boolean ended;

    /** More came than allowed. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("more bytes than allowed", null, false, false);
        }
    }

    /** @param source paused or not begun; nothing of it was read */
    StreamSpooler(Vertx vertx, ReadStream<Buffer> source, SpoolWriter file, long max) {
        this.vertx = vertx;
        this.source = source;
        this.file = file;
        this.maxSize = max;
    }

    /**
     * Reads to the end. Fails with {@link TooLong}, with a time-out when nothing comes for as long as patience lasts, or with
     * what broke the stream; then nothing is left on disk.
     */
    Future<SpooledFile> read(Duration timeout) {
        var watch = vertx.setPeriodic(Math.max(1, timeout.toMillis() / 4), tick -> watch(timeout));
        source.exceptionHandler(this::fail);
        source.handler(this::add);
        source.endHandler(end -> end());
        source.resume();
        return done.future().onComplete(over -> vertx.cancelTimer(watch));
    }

    private void add(Buffer chunk) {
        if (isComplete()) {
            return;
        }
        lastRead = System.nanoTime();
        received += chunk.length();
        if (received > maxSize) {
            fail(new TooLong());
            return;
        }
        fill(chunk);
        if (isFull()) {
            pieceIsFull();
        }
    }

    private void fill(Buffer chunk) {
        if (filling.remaining() < chunk.length()) { // no server or client of ours reads such packets
            filling = ByteBuffer.allocate(filling.position() + chunk.length()).put(filling.flip());
        }
        filling.put(chunk.getByteBuf().nioBuffer());
    }

    private boolean isFull() {
        return filling.position() >= PIECE;
    }

    private void pieceIsFull() {
        if (writing) {
            paused = true;
            source.pause();
        } else {
            write();
        }
    }

    private void write() {
        writing = true;
        var piece = filling.flip();
        filling = spare.clear();
        blocking(() -> {
                    file.write(piece);
                    return null;
                })
                .onSuccess(nothing -> written(piece))
                .onFailure(this::broken);
    }

    private void written(ByteBuffer piece) {
        writing = false;
        spare = piece;
        lastRead = System.nanoTime();
        if (isComplete()) {
            discard();
        } else {
            forceIfDue(piece.limit());
            goOnWriting();
        }
        if (paused && !isFull()) {
            goOn();
        }
    }

    private void goOnWriting() {
        if (isFull() || (ended && filling.position() > 0)) {
            write();
        } else if (ended) {
            finish();
        }
    }

    /** Beside the writing, so that neither waits for the other. */
    private void forceIfDue(int more) {
        unforced += more;
        if (unforced >= STRIDE && forcing.isComplete()) {
            unforced = 0;
            forcing = this.<Void>blocking(() -> {
                        file.force();
                        return null;
                    })
                    .onFailure(this::broken);
        }
    }

    private void goOn() {
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
                .onFailure(this::broken);
    }

    /** The disk's fault; should anything still be written, that ends with the file. */
    private void broken(Throwable failure) {
        writing = false;
        done.tryFail(failure);
        discard();
    }

    /** The sender's fault, which is none any more once everything is here. */
    private void fail(Throwable failure) {
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

    private void watch(Duration timeout) {
        if (!ended && !paused && !writing && System.nanoTime() - lastRead > timeout.toNanos()) {
            fail(new TimeoutException("nothing came for " + timeout));
        }
    }

    private boolean isComplete() {
        return done.future().isComplete();
    }

    private <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
