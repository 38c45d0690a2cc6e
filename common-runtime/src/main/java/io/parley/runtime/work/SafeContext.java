package io.parley.runtime.work;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Vert.x contexts for work that no request started. Hibernate Reactive, Panache and tracing keep their state in a
 * duplicated context and refuse one that is not marked safe.
 */
public final class SafeContext {

    private SafeContext() {}

    /** A new event-loop context that lives as long as its owner; never the one of the calling thread. */
    public static Context root(Vertx vertx) {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Runs one piece of work on its own duplicate of the root, so that nothing leaks between two pieces. */
    public static void run(Context root, Runnable work) {
        duplicate(root).runOnContext(ignored -> work.run());
    }

    /** A fresh duplicate of the root, marked safe. */
    public static Context duplicate(Context root) {
        var context = VertxContext.createNewDuplicatedContext(root);
        VertxContextSafetyToggle.setContextSafe(context, true);
        return context;
    }
}
