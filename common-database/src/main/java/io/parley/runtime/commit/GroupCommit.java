package io.parley.runtime.commit;

import io.parley.runtime.background.SafeContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects items from any thread and writes those that arrived together in one flush. At most {@code lanes} flushes are
 * in flight; items that arrive meanwhile form the next batch, so there is no timer and a single item does not wait.
 * Every caller gets the outcome of its own item, on its own Vert.x context if it has one, after the flush (ADR 0003).
 *
 * <p>The flush function gets a non-empty list in order of arrival and returns one result per item in the same order. It
 * runs on a duplicated, safe Vert.x context. The queue is bounded: if it is full, {@link #commit} fails with {@link
 * Overloaded} at once and nothing is written.
 *
 * @param <T> the type of items
 * @param <R> the result of one item
 */
public final class GroupCommit<T, R> {

    private final GroupCommitBuilder settings;
    private final BatchWriter<T, R> flush;
    private final CommitMetrics metrics;
    private final @Nullable Context context;
    private final ConcurrentLinkedQueue<PendingItem<T, R>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger busyLanes = new AtomicInteger();
    private final ShutdownLatch shutdown = new ShutdownLatch();

    GroupCommit(GroupCommitBuilder settings, Function<List<T>, Uni<List<R>>> flush) {
        this.settings = settings;
        this.flush = new BatchWriter<>(settings, flush);
        this.metrics = new CommitMetrics(settings.name(), queued);
        this.context = settings.vertx().map(SafeContext::root).orElse(null);
    }

    /** Creates the settings of a collector; the name is its label in metrics and messages. */
    public static GroupCommitBuilder named(String name) {
        return GroupCommitBuilder.named(name);
    }

    /** Enqueues the item on subscription; subscribing again writes it again. */
    public Uni<R> commit(T item) {
        return Uni.createFrom()
                .emitter(emitter ->
                        enqueue(new PendingItem<>(item, emitter, Vertx.currentContext(), System.nanoTime())));
    }

    /** Returns the number of items that wait for a lane. */
    public int queued() {
        return queued.get();
    }

    /** Refuses new items from now on; completes when all items accepted before have their outcome. */
    public Uni<Void> stop() {
        shutdown.begin();
        completeShutdown();
        return shutdown.done();
    }

    private void enqueue(PendingItem<T, R> pending) {
        if (shutdown.started()) {
            pending.fail(new Overloaded(settings.name() + " is stopping"));
        } else if (queued.incrementAndGet() > settings.queue()) {
            queued.decrementAndGet();
            metrics.rejected();
            pending.fail(new Overloaded(settings.name() + " has a full queue of " + settings.queue() + " items"));
        } else {
            queue.add(pending);
            openLane();
        }
    }

    private void openLane() {
        int busy;
        do {
            busy = busyLanes.get();
            if (busy >= settings.lanes() || queue.isEmpty()) {
                return;
            }
        } while (!busyLanes.compareAndSet(busy, busy + 1));
        onContext(this::flushNext);
    }

    private void flushNext() {
        var batch = nextBatch();
        if (batch.isEmpty()) {
            closeLane();
            return;
        }
        var started = System.nanoTime();
        metrics.batch(batch, started);
        var deadlines = new BatchDeadlines<>(batch, settings.deadline()).start();
        flush.run(items(batch))
                .onTermination()
                .invoke(deadlines::stop)
                .subscribe()
                .with(outcomes -> settle(batch, outcomes, started));
    }

    private void settle(List<PendingItem<T, R>> batch, List<CommitOutcome<R>> outcomes, long started) {
        metrics.flushed(started);
        onContext(this::flushNext); // starts the next batch before the callers of this one continue
        for (var i = 0; i < batch.size(); i++) {
            batch.get(i).settle(outcomes.get(i));
        }
    }

    private void closeLane() {
        busyLanes.decrementAndGet();
        openLane(); // an item may have arrived between the last poll and the decrement
        completeShutdown();
    }

    private void completeShutdown() {
        if (shutdown.started() && busyLanes.get() == 0 && queue.isEmpty()) {
            shutdown.complete();
        }
    }

    private void onContext(Runnable work) {
        if (context == null) {
            Infrastructure.getDefaultExecutor().execute(work);
        } else {
            SafeContext.run(context, work);
        }
    }

    private List<PendingItem<T, R>> nextBatch() {
        var batch = new ArrayList<PendingItem<T, R>>(Math.min(settings.batch(), queued.get() + 1));
        PendingItem<T, R> pending;
        while (batch.size() < settings.batch() && (pending = queue.poll()) != null) {
            batch.add(pending);
        }
        queued.addAndGet(-batch.size());
        return batch;
    }

    private static <T, R> List<T> items(List<PendingItem<T, R>> batch) {
        var items = new ArrayList<T>(batch.size());
        batch.forEach(pending -> items.add(pending.item()));
        return items;
    }
}
