package io.parley.sandbox.phone;

import io.parley.sandbox.ledger.Counters;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Passes changes to the history on a thread of its own, so that accepting a message costs one insertion into a queue. The
 * queue is bounded: if the thread cannot follow, changes are dropped and counted ({@code phones}, {@code changesDropped}).
 */
final class HistoryQueue implements AutoCloseable {
    private static final int MAX_WAITING = 20_000;
    /** Changes are applied together, so that the thread does not wake for each of them. */
    private static final long GATHER_MS = 10;

    private final BlockingQueue<Consumer<ChatHistory>> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final ChatHistory history;
    private final Counters counters;
    private final Runnable afterChanges;
    private final long idleMs;
    private final Thread thread;

    /**
     * @param afterChanges runs on the thread after changes, and about every {@code idleMs} without changes
     */
    HistoryQueue(ChatHistory history, Counters counters, Runnable afterChanges, long idleMs) {
        this.history = history;
        this.counters = counters;
        this.afterChanges = afterChanges;
        this.idleMs = idleMs;
        thread = Thread.ofPlatform().daemon().name("sandbox-phones").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void add(Consumer<ChatHistory> change) {
        if (!queue.offer(change)) {
            counters.add("phones", "changesDropped", 1);
        }
    }

    private void run() {
        try {
            while (true) {
                apply();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void apply() throws InterruptedException {
        var first = queue.poll(idleMs, TimeUnit.MILLISECONDS);
        if (first != null) {
            TimeUnit.MILLISECONDS.sleep(GATHER_MS);
            var changes = new ArrayList<Consumer<ChatHistory>>();
            changes.add(first);
            queue.drainTo(changes);
            changes.forEach(this::apply);
        }
        try {
            afterChanges.run();
        } catch (RuntimeException e) {
            System.err.println("phones: " + e);
        }
    }

    private void apply(Consumer<ChatHistory> change) {
        try {
            change.accept(history);
        } catch (RuntimeException e) {
            System.err.println("phones: " + e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
