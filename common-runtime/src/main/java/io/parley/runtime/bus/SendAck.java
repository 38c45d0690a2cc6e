package io.parley.runtime.bus;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Waits for all records of one call and completes the call once, on the caller's context; fails with the first failure.
 */
final class SendAck {

    private final UniEmitter<? super Void> emitter;
    private final @Nullable Context caller = Vertx.currentContext();
    private final AtomicInteger outstanding;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    SendAck(UniEmitter<? super Void> emitter, int records) {
        this.emitter = emitter;
        this.outstanding = new AtomicInteger(records);
    }

    void completed(@Nullable Throwable failed) {
        if (failed != null) {
            failure.compareAndSet(null, failed);
        }
        if (outstanding.decrementAndGet() == 0) {
            if (caller == null) {
                complete(failure.get());
            } else {
                ((ContextInternal) caller).emit(failure.get(), this::complete);
            }
        }
    }

    private void complete(@Nullable Throwable failed) {
        if (failed == null) {
            emitter.complete(null);
        } else {
            emitter.fail(failed);
        }
    }
}
