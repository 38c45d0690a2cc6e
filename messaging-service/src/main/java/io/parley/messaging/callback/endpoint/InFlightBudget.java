package io.parley.messaging.callback.endpoint;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The slots of this instance's worker, shared by all endpoints. An endpoint may hold no more slots than it leaves free:
 * a single one that hangs can hold many, a hundred that hang only a few each. The last quarter is reserved for
 * endpoints whose last request succeeded.
 */
final class InFlightBudget {
    private final int total;
    private final int shared;
    private final AtomicInteger inUse = new AtomicInteger();

    InFlightBudget(int total) {
        this.total = total;
        this.shared = total - total / 4;
    }

    /**
     * Whether an endpoint may acquire one more slot.
     *
     * @param own slots it holds
     * @param lastSucceeded whether its last request succeeded
     */
    boolean allow(int own, boolean lastSucceeded) {
        return own < (lastSucceeded ? total : shared) - inUse.get();
    }

    void acquire() {
        inUse.incrementAndGet();
    }

    void release() {
        inUse.decrementAndGet();
    }

    int inUse() {
        return inUse.get();
    }
}
