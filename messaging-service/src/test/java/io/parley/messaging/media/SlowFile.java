package io.parley.messaging.media;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A long file that comes quickly until most of it is through, then trickles until it may go on.
 *
 * @param ends whether it ends after its bytes; else zeros follow for ever
 * @param underWay counted down when it begins to trickle
 */
record SlowFile(
        HttpServerResponse response,
        byte[] bytes,
        boolean ends,
        CountDownLatch underWay,
        CompletableFuture<Void> goOn) {
    static final int QUICK = 14_000_000;

    private static final int PIECE = 100_000;

    void begin() {
        response.setChunked(true);
        from(0);
    }

    private void from(int sent) {
        if (sent == QUICK) {
            underWay.countDown();
            trickle(sent);
        } else if (ends && sent >= bytes.length) {
            response.end();
        } else {
            write(sent, PIECE).onSuccess(next -> from(next));
        }
    }

    private void trickle(int sent) {
        if (goOn.isDone()) {
            write(sent, PIECE).onSuccess(next -> from(next));
        } else {
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                    .execute(() -> write(sent, 1).onSuccess(next -> trickle(next)));
        }
    }

    /** Answers how much is through then. */
    private Future<Integer> write(int sent, int max) {
        var end = ends ? Math.min(bytes.length, sent + max) : sent + max;
        var piece = Arrays.copyOf(sent < bytes.length ? Arrays.copyOfRange(bytes, sent, end) : new byte[0], end - sent);
        return response.write(Buffer.buffer(piece)).map(end);
    }
}
