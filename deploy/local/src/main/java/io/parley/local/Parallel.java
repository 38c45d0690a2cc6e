package io.parley.local;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Does one thing with many parts at the same time, each in a thread of its own. */
final class Parallel {

    private final Runnable atFirstFailure;
    private final AtomicReference<Throwable> first = new AtomicReference<>();

    /** @param atFirstFailure tells the others to give up */
    Parallel(Runnable atFirstFailure) {
        this.atFirstFailure = atFirstFailure;
    }

    /** Returns when all are through; throws what failed first. */
    void run(List<Component> parts, Consumer<Component> work) {
        var all = parts.stream()
                .map(part -> CompletableFuture.runAsync(() -> work.accept(part), Parallel::inThread)
                        .whenComplete(this::notice))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).join();
        } catch (CompletionException e) {
            throw first.get() instanceof StartupException refusal ? refusal : e;
        }
    }

    private void notice(Void nothing, Throwable failure) {
        if (failure != null) {
            first.compareAndSet(null, failure instanceof CompletionException ? failure.getCause() : failure);
            atFirstFailure.run();
        }
    }

    private static void inThread(Runnable work) {
        Thread.ofPlatform().daemon().start(work);
    }
}
