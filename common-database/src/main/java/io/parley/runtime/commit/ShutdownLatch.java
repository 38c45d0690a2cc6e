package io.parley.runtime.commit;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;

/** Signals that the collector is stopping, and that it has stopped. */
final class ShutdownLatch {

    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private volatile boolean started;

    void begin() {
        started = true;
    }

    boolean started() {
        return started;
    }

    void complete() {
        finished.complete(null);
    }

    Uni<Void> done() {
        return Uni.createFrom().completionStage(finished);
    }
}
