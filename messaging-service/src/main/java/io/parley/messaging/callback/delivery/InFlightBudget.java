package io.parley.messaging.callback.delivery;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The places of this instance's worker, which all endpoints share. An endpoint may have no more of them than it leaves
 * free: one that hangs can take many while nobody else does, a hundred that hang take few each. And the last quarter is
 * only for those whose last call was taken.
 */
final class InFlightBudget {
    private final int all;
    private final int shared;
    private final AtomicInteger taken = new AtomicInteger();

    InFlightBudget(int all) {
        this.all = all;
        this.shared = all - all / 4;
    }

    /**
     * Whether an endpoint may have one more.
     *
     * @param own how many it has
     * @param answers whether its last call was taken
     */
    boolean allow(int own, boolean answers) {
        return own < (answers ? all : shared) - taken.get();
    }

    void take() {
        taken.incrementAndGet();
    }

    void give() {
        taken.decrementAndGet();
    }

    int taken() {
        return taken.get();
    }
}
