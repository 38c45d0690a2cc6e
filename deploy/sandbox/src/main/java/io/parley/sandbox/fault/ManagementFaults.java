package io.parley.sandbox.fault;

/** Faults that templates and Flows share: lost responses to writes, and webhooks. */
public interface ManagementFaults {

    /** Returns the rate of successful writes without a response: a connection reset follows after {@link #hangMs()}. */
    double timeoutAfterWrite();

    /** Returns the rate of successful writes whose connection is reset instead of a response. */
    double resetAfterWrite();

    /** Returns the rate of successful writes with an HTTP 500 response. */
    double error500AfterWrite();

    Long hangMs();

    /** Returns the rate of webhooks that are never sent. */
    double dropWebhooks();

    /** Returns the rate of webhooks sent twice. */
    double duplicateWebhooks();

    /** Returns the rate of webhooks that the next one overtakes. */
    double outOfOrder();

    Range webhookDelayMs();
}
