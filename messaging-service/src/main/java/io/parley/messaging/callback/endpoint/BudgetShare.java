package io.parley.messaging.callback.endpoint;

/** An endpoint's share of the slots of this instance's worker. Not thread-safe. */
final class BudgetShare {
    private final InFlightBudget budget;
    private int acquired;
    private boolean lastSucceeded;

    BudgetShare(InFlightBudget budget) {
        this.budget = budget;
    }

    /** Slots that the endpoint holds. */
    int acquired() {
        return acquired;
    }

    /** Whether the worker has a slot for this endpoint. */
    boolean isAvailable() {
        return budget.allow(acquired, lastSucceeded);
    }

    void acquire() {
        acquired++;
        budget.acquire();
    }

    void release() {
        acquired--;
        budget.release();
    }

    /** @param success whether the endpoint's last request succeeded, which gives it access to the reserve */
    void completed(boolean success) {
        lastSucceeded = success;
    }
}
