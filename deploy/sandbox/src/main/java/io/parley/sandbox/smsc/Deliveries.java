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
 * What the SMSC has for the platform. Spread over the sessions that can receive, within their windows; kept while there
 * is none, and repeated when it is refused or not answered. Lives on the SMSC's clock.
 */
final class Deliveries {

    private static final long SWEEP_MS = 250;

    private final DueQueue clock;
    private final Counters counters;
    private final Supplier<SmsFaults> faults;
    private final Deque<Deliver> waiting = new ArrayDeque<>();
    private final List<Bind> receivers = new ArrayList<>();
    private volatile int pending;
    private int turn;
    /** Counts the calls of {@link #clear}: what was to be repeated before one is forgotten. */
    private int generation;

    Deliveries(DueQueue clock, Counters counters, Supplier<SmsFaults> faults) {
        this.clock = clock;
        this.counters = counters;
        this.faults = faults;
        clock.after(SWEEP_MS, this::sweep);
    }

    /** Called on the clock. */
    void add(Deliver deliver) {
        counters.add("sms", deliver.kind() + "Queued", 1);
        waiting.add(deliver);
        pump();
    }

    void joined(Bind bind) {
        clock.after(0, () -> {
            receivers.add(bind);
            pump();
        });
    }

    void left(Bind bind) {
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
            var bind = free();
            if (bind == null) {
                break;
            }
            send(waiting.poll(), bind);
        }
        pending = waiting.size();
    }

    private Bind free() {
        for (var i = 0; i < receivers.size(); i++) {
            var bind = receivers.get(turn++ % receivers.size());
            if (bind.receives() && bind.openDelivers() < faults.get().window()) {
                return bind;
            }
        }
        return null;
    }

    private void send(Deliver deliver, Bind bind) {
        counters.add("sms", deliver.kind() + "Sent", 1);
        try {
            bind.deliver(deliver, status -> clock.after(0, () -> answered(deliver, status)));
        } catch (IOException | PDUException e) {
            receivers.remove(bind);
            Thread.ofVirtual().start(bind::close);
            again(deliver);
        }
    }

    private void answered(Deliver deliver, int status) {
        deliver.onAnswered().accept(status);
        if (status == 0) {
            counters.add("sms", deliver.kind() + "Acked", 1);
            pump();
        } else {
            again(deliver);
        }
    }

    private void again(Deliver deliver) {
        counters.add("sms", deliver.kind() + "Retried", 1);
        var begun = generation;
        clock.after(faults.get().retryMs(), () -> {
            if (begun == generation) {
                waiting.add(deliver);
                pump();
            }
        });
    }

    private void sweep() {
        clock.after(SWEEP_MS, this::sweep); // first, so that no failure of this one can be the last
        receivers.forEach(bind -> bind.expire(faults.get().responseTimeoutMs()));
        pump();
    }
}
