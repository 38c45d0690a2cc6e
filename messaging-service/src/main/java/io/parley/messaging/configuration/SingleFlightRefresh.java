package io.parley.messaging.configuration;

import io.parley.runtime.background.DeadlineTimer;
import io.parley.runtime.background.SafeContext;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a refresh when data of a maximum age is needed and the last refresh is older. The age counts from the begin of a
 * refresh, which reads all that was committed before. One refresh runs at a time, and all callers that it is recent
 * enough for share it; the others share the next one, which begins when it ends.
 */
final class SingleFlightRefresh {
    private final Supplier<Uni<Void>> refresh;
    private final long maxAge;
    private final Duration timeout;
    private final LongSupplier nanoTime;

    /** When the last successful refresh began; null before the first one. */
    private volatile @Nullable Long refreshedAt;

    private @Nullable Run running;
    private @Nullable Run next;

    private static final class Run {
        private final CompletableFuture<Void> result = new CompletableFuture<>();
        private long began;
    }

    /** @param timeout time after which a refresh has failed, so that one that hangs does not block the next */
    SingleFlightRefresh(Supplier<Uni<Void>> refresh, Duration maxAge, Duration timeout, LongSupplier nanoTime) {
        this.refresh = refresh;
        this.maxAge = maxAge.toNanos();
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /**
     * Completes at once if the last refresh began less than the maximum age ago, otherwise after one that did when this
     * was subscribed to. Fails if that refresh fails. Continues on the context of the caller.
     */
    Uni<Void> recent() {
        return Uni.createFrom().deferred(() -> {
            var began = refreshedAt;
            return began != null && isRecent(began) ? Uni.createFrom().voidItem() : afterRefresh();
        });
    }

    private Uni<Void> afterRefresh() {
        var context = SafeContext.executor();
        return Uni.createFrom()
                .completionStage(() -> join().copy()) // a caller that cancels must not cancel the refresh of the others
                .emitOn(context);
    }

    private CompletableFuture<Void> join() {
        Run started;
        synchronized (this) {
            if (running != null) {
                return isRecent(running.began) ? running.result : next().result;
            }
            started = begin(new Run());
        }
        start(started);
        return started.result;
    }

    private Run next() {
        var waiting = next == null ? new Run() : next;
        next = waiting;
        return waiting;
    }

    private Run begin(Run run) {
        run.began = nanoTime.getAsLong();
        running = run;
        return run;
    }

    private void start(Run run) {
        Uni.createFrom()
                .deferred(refresh::get)
                .ifNoItem()
                .after(timeout)
                .on(DeadlineTimer.shared())
                .fail()
                .subscribe()
                .with(
                        refreshed -> {
                            end(run, true);
                            run.result.complete(null);
                        },
                        failure -> {
                            end(run, false);
                            run.result.completeExceptionally(failure);
                        });
    }

    private void end(Run run, boolean successful) {
        Run following;
        synchronized (this) {
            if (successful) {
                refreshedAt = run.began;
            }
            following = next == null ? null : begin(next);
            running = following;
            next = null;
        }
        if (following != null) {
            start(following);
        }
    }

    private boolean isRecent(long began) {
        return nanoTime.getAsLong() - began < maxAge;
    }
}
