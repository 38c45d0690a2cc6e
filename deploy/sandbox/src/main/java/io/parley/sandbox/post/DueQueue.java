package io.parley.sandbox.post;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Scheduled tasks in one sorted queue with one thread instead of a timer each. Tasks that are due in the same
 * millisecond are submitted together.
 */
public final class DueQueue implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private final Executor executor;
    private final Thread thread;
    private long sequence;
    private boolean closed;
    private volatile int generation;

    private record Due(long atMillis, long sequence, Runnable task) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            var byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /** Tasks due together. Discarded if the queue was cleared since. */
    private record Batch(List<Runnable> tasks, int generation) {}

    /**
     * @param executor runs due tasks; called on this queue's thread
     */
    public DueQueue(String name, Executor executor) {
        this.executor = executor;
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /** Schedules the task after this delay. Tasks run ordered by time, then by call. */
    public void after(long delayMs, Runnable task) {
        lock.lock();
        try {
            var due = new Due(now() + Math.max(0, delayMs), ++sequence, task);
            queue.add(due);
            if (queue.peek() == due) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Cancels all tasks that have not run yet. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // written only under the lock
    public void clear() {
        lock.lock();
        try {
            generation++;
            queue.clear();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (var batch = take(); !batch.tasks.isEmpty(); batch = take()) {
                schedule(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void schedule(Batch batch) {
        executor.execute(() -> {
            if (batch.generation == generation) {
                batch.tasks.forEach(this::run);
            }
        });
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            System.err.println(thread.getName() + ": " + e);
        }
    }

    private Batch take() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && (queue.isEmpty() || queue.peek().atMillis > now())) {
                await();
            }
            return new Batch(closed ? List.of() : due(), generation);
        } finally {
            lock.unlock();
        }
    }

    private void await() throws InterruptedException {
        if (queue.isEmpty()) {
            changed.await();
        } else {
            changed.awaitNanos((queue.peek().atMillis - now()) * 1_000_000L);
        }
    }

    private List<Runnable> due() {
        var due = new ArrayList<Runnable>();
        var now = now();
        while (!queue.isEmpty() && queue.peek().atMillis <= now) {
            due.add(queue.poll().task);
        }
        return due;
    }

    private static long now() {
        return System.nanoTime() / 1_000_000L;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
    }
}
