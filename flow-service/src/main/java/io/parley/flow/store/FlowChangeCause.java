package io.parley.flow.store;

/** What caused a change of a flow. */
public enum FlowChangeCause {
    /** An operation of the customer. */
    CUSTOMER,
    /** An operation of the operator. */
    OPERATOR,
    /** Meta's webhook. */
    WEBHOOK,
    /** A read from Meta, or a comparison with its list. */
    READ,
    /** A flow that was created at Meta and not here. */
    IMPORT
}
