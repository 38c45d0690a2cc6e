package io.parley.runtime.http.hardening;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * FIFO queue of one event loop's accepted requests that the server has not received yet. The event loop reads all ready
 * connections before it starts the next of them: a request that is refused gets its response between two accepted ones,
 * not after all of them. Used on the event loop only; the maximum number of requests bounds it.
 */
final class AcceptedRequests {
    /** How long requests are started before the event loop reads again. */
    private static final long MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final EventExecutor eventLoop;
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    AcceptedRequests(EventExecutor eventLoop) {
        this.eventLoop = eventLoop;
    }

    /** Starts the request after the reads of this turn. */
    void add(Runnable request) {
        waiting.add(request);
        if (waiting.size() == 1) {
            eventLoop.execute(this::start);
        }
    }

    private void start() {
        var end = System.nanoTime() + MAX_NANOS;
        do {
            waiting.element().run();
            waiting.remove(); // afterwards, so that a request added meanwhile does not schedule a second run
        } while (!waiting.isEmpty() && System.nanoTime() - end < 0);
        if (!waiting.isEmpty()) {
            // A task that is executed may still run in this turn of the event loop; a scheduled one runs in the next.
            eventLoop.schedule(this::start, 0, TimeUnit.NANOSECONDS);
        }
    }
}
