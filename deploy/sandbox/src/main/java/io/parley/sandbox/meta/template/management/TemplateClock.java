package io.parley.sandbox.meta.template.management;

import io.parley.sandbox.SandboxContext;
import java.util.PriorityQueue;

/**
 * The clock of templates: that of this machine plus {@code clockAheadSeconds} of the plan. A change of the plan also starts
 * the tasks that are due then, as the end of a pause. Runs on the event loop.
 */
final class TemplateClock {
    private final SandboxContext context;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final long epochMs = System.currentTimeMillis() - monotonicMs();
    private long sequence;

    TemplateClock(SandboxContext context) {
        this.context = context;
        context.faults().onReplaced(this::onPlanReplaced);
    }

    private record Task(long at, long sequence, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            var byTime = Long.compare(at, other.at);
            return byTime == 0 ? Long.compare(sequence, other.sequence) : byTime;
        }
    }

    private static long monotonicMs() {
        return System.nanoTime() / 1_000_000L;
    }

    /** Returns milliseconds since 1970. */
    long now() {
        return epochMs + monotonicMs() + context.faults().plan().templates().clockAheadSeconds() * 1_000;
    }

    long seconds() {
        return now() / 1_000;
    }

    void after(long delayMs, Runnable action) {
        tasks.add(new Task(now() + delayMs, ++sequence, action));
        context.dueQueue().after(delayMs, this::run);
    }

    private void run() {
        while (!tasks.isEmpty() && tasks.peek().at <= now()) {
            tasks.poll().action.run();
        }
    }

    /** Schedules all tasks again, because their delays have changed with the clock. */
    private void onPlanReplaced() {
        tasks.forEach(task -> context.dueQueue().after(Math.max(0, task.at - now()), this::run));
    }

    void clear() {
        tasks.clear();
    }
}
