package io.parley.sandbox.smsc;

import io.parley.sandbox.fault.SmsFaults;
import io.parley.sandbox.ledger.Counters;
import io.parley.sandbox.post.DueQueue;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jsmpp.PDUException;

/**
 * Queue of deliver_sm to the platform. Distributes them over the sessions that can receive, within their windows; keeps
 * them while there is none, and retries them when rejected or unanswered. Runs on the SMSC's clock.
 */
final class Deliveries {

    private static final long SWEEP_MS = 250;

    private final DueQueue clock;
    private final Counters counters;
    private final Supplier<SmsFaults> faults;
    private final Deque<Deliver> waiting = new ArrayDeque<>();
    private final List<Bind> receivers = new ArrayList<>();
    private volatile int pending;
    private int nextReceiver;
    /** Incremented by {@link #clear}, to discard retries scheduled before it. */
    private int generation;

    Deliveries(DueQueue clock, Counters counters, Supplier<SmsFaults> faults) {
        this.clock = clock;
        this.counters = counters;
        this.faults = faults;
        clock.after(SWEEP_MS, this::sweep);
    }

    /** Queues a deliver_sm. Call it on the clock's thread only. */
    void add(Deliver deliver) {
        counters.add("sms", deliver.kind() + "Queued", 1);
        waiting.add(deliver);
        pump();
    }

    void bound(Bind bind) {
        clock.after(0, () -> {
            receivers.add(bind);
            pump();
        });
    }

    void unbound(Bind bind) {
        clock.after(0, () -> {
            receivers.remove(bind);
            bind.expire(0);
            pump();
        });
    }

    int pending() {
        return pending;
    }

    void clear() {
        clock.after(0, () -> {
            generation++;
            waiting.clear();
            pump();
        });
    }

    private void pump() {
        while (!waiting.isEmpty()) {
            var bind = nextFreeReceiver();
            if (bind == null) {
                break;
            }
            send(waiting.poll(), bind);
        }
        pending = waiting.size();
    }

    private Bind nextFreeReceiver() {
        for (var i = 0; i < receivers.size(); i++) {
            var bind = receivers.get(nextReceiver++ % receivers.size());
            if (bind.receives() && bind.inFlightDelivers() < faults.get().window()) {
                return bind;
            }
        }
        return null;
    }

    private void send(Deliver deliver, Bind bind) {
        counters.add("sms", deliver.kind() + "Sent", 1);
        try {
            bind.deliver(deliver, status -> clock.after(0, () -> onResponse(deliver, status)));
        } catch (IOException | PDUException e) {
            receivers.remove(bind);
            Thread.ofVirtual().start(bind::close);
            retry(deliver);
        }
    }

    private void onResponse(Deliver deliver, int status) {
        deliver.onAnswered().accept(status);
        if (status == 0) {
            counters.add("sms", deliver.kind() + "Acked", 1);
            pump();
        } else {
            retry(deliver);
        }
    }

    private void retry(Deliver deliver) {
        counters.add("sms", deliver.kind() + "Retried", 1);
        var scheduledIn = generation;
        clock.after(faults.get().retryMs(), () -> {
            if (scheduledIn == generation) {
                waiting.add(deliver);
                pump();
            }
        });
    }

    private void sweep() {
        clock.after(SWEEP_MS, this::sweep); // first, so that an exception below does not end the sweeps
        receivers.forEach(bind -> bind.expire(faults.get().responseTimeoutMs()));
        pump();
    }
}
