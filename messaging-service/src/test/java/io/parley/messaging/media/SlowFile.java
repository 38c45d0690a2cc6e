package io.parley.messaging.media;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A large file that is sent quickly at first, then slowly until resumed.
 *
 * @param ends whether it ends after its bytes; otherwise zeros follow endlessly
 * @param started counted down when the slow part begins
 */
record SlowFile(
        HttpServerResponse response,
        byte[] bytes,
        boolean ends,
        CountDownLatch started,
        CompletableFuture<Void> resume) {
    static final int FAST = 14_000_000;

    private static final int CHUNK = 100_000;

    void start() {
        response.setChunked(true);
        from(0);
    }

    private void from(int sent) {
        if (sent == FAST) {
            started.countDown();
            writeSlowly(sent);
        } else if (ends && sent >= bytes.length) {
            response.end();
        } else {
            write(sent, CHUNK).onSuccess(next -> from(next));
        }
    }

    private void writeSlowly(int sent) {
        if (resume.isDone()) {
            write(sent, CHUNK).onSuccess(next -> from(next));
        } else {
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                    .execute(() -> write(sent, 1).onSuccess(next -> writeSlowly(next)));
        }
    }

    /** Returns the number of bytes sent so far. */
    private Future<Integer> write(int sent, int max) {
        var end = ends ? Math.min(bytes.length, sent + max) : sent + max;
        var chunk = Arrays.copyOf(sent < bytes.length ? Arrays.copyOfRange(bytes, sent, end) : new byte[0], end - sent);
        return response.write(Buffer.buffer(chunk)).map(end);
    }
}
