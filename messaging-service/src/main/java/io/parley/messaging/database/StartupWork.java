package io.parley.messaging.database;

import io.parley.runtime.failure.Failures;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Database work of the startup, which waits for it. */
public final class StartupWork {
    private static final int ATTEMPTS = 5;

    private StartupWork() {}

    /**
     * Waits for the result. Outages are retried, because the first connection may be slow while everything starts at
     * once.
     */
    public static <T> T await(Supplier<Uni<T>> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return VertxContextSupport.subscribeAndAwait(work);
            } catch (Throwable failure) {
                if (attempt == ATTEMPTS || !Failures.isOutage(failure)) {
                    throw unchecked(failure);
                }
            }
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}
