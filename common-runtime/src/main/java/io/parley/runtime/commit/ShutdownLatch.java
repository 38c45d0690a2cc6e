package io.parley.runtime.commit;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;

/** Whether the collector is stopping, and the moment it has stopped. */
final class ShutdownLatch {

    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private volatile boolean begun;

    void begin() {
        begun = true;
    }

    boolean begun() {
        return begun;
    }

    void complete() {
        finished.complete(null);
    }

    Uni<Void> done() {
        return Uni.createFrom().completionStage(finished);
    }
}
