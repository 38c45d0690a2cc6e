package io.parley.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Notifies a listener once for each message that the SMSC has received, by polling its counter. */
final class SmscMessagePoller implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(5);

    private final SmscControl smsc;
    private final Thread thread;
    private volatile Runnable onArrival = () -> {};
    private volatile boolean closed;

    SmscMessagePoller(SmscControl smsc) {
        this.smsc = smsc;
        var received = smsc.received();
        thread = Thread.ofPlatform().daemon().name("smsc-arrivals").start(() -> poll(received));
    }

    /** Sets the listener, which runs for every further message. */
    void onArrival(Runnable listener) {
        onArrival = listener;
    }

    private void poll(long receivedBefore) {
        var notified = receivedBefore;
        while (!closed) {
            for (var received = smsc.received(); notified < received; notified++) {
                onArrival.run();
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
