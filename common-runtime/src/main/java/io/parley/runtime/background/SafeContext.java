package io.parley.runtime.background;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Creates Vert.x contexts for work that was not started by a request. Hibernate Reactive, Panache and tracing keep
 * their state in a duplicated context and refuse one that is not marked safe.
 */
public final class SafeContext {

    private SafeContext() {}

    /** Creates an event-loop context that lives as long as its owner; never the one of the calling thread. */
    public static Context root(Vertx vertx) {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Runs work on its own duplicate of the root, so that no state leaks between runs. */
    public static void run(Context root, Runnable work) {
        duplicate(root).runOnContext(ignored -> work.run());
    }

    /**
     * Runs work on its own duplicate of the current context and continues on the current one. For works that run
     * concurrently: a session of Hibernate Reactive belongs to a context, and two works must not share one.
     */
    public static <T> Uni<T> isolated(Supplier<Uni<? extends T>> work) {
        var current = Vertx.currentContext();
        return Uni.createFrom()
                .<T>deferred(work)
                .runSubscriptionOn(start -> run(current, start))
                .emitOn(executor());
    }

    /** Creates a duplicate of the root, marked safe. */
    public static Context duplicate(Context root) {
        var context = VertxContext.createNewDuplicatedContext(root);
        VertxContextSafetyToggle.setContextSafe(context, true);
        return context;
    }

    /**
     * Continues on the context of the caller, or in place if it has none. Timers of Mutiny complete on threads without a
     * context, where Hibernate Reactive refuses to work.
     */
    public static Executor executor() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(ignored -> work.run());
    }
}
