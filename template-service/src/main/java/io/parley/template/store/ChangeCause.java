package io.parley.template.store;

/** What caused a change of a localization. */
public enum ChangeCause {
    /** A request of the customer. */
    CUSTOMER,
    /** The response to a submission or deletion. */
    SUBMISSION,
    /** Meta's webhook. */
    WEBHOOK,
    /** A comparison with Meta's list. */
    RECONCILER,
    /** A template that was created at Meta and not here. */
    IMPORT,
    /** The end of the grace period. */
    EXPIRY
}
