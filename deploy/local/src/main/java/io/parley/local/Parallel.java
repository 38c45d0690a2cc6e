package io.parley.local;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Runs an action for several components in parallel, each in its own thread. */
final class Parallel {

    private final Runnable atFirstFailure;
    private final AtomicReference<Throwable> first = new AtomicReference<>();

    /** @param atFirstFailure cancels the other actions */
    Parallel(Runnable atFirstFailure) {
        this.atFirstFailure = atFirstFailure;
    }

    /** Returns after all actions. Throws the first failure. */
    void run(List<Component> components, Consumer<Component> work) {
        var all = components.stream()
                .map(component -> CompletableFuture.runAsync(() -> work.accept(component), Parallel::inThread)
                        .whenComplete(this::onComplete))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).join();
        } catch (CompletionException e) {
            throw first.get() instanceof StartupException failure ? failure : e;
        }
    }

    private void onComplete(Void nothing, Throwable failure) {
        if (failure != null) {
            first.compareAndSet(null, failure instanceof CompletionException ? failure.getCause() : failure);
            atFirstFailure.run();
        }
    }

    private static void inThread(Runnable work) {
        Thread.ofPlatform().daemon().start(work);
    }
}
