package io.parley.messaging.callback.store;

/** State of a callback that is not delivered; the type callback_job_state of the database. */
public enum CallbackJobState {
    /** To be attempted when its time has come. */
    DUE,
    /** An instance has it, until its lease expires. */
    CLAIMED,
    /** No retry is left. Kept for operators. */
    EXHAUSTED,
    /** Waits until its endpoint has capacity. */
    PARKED,
    /** Not attempted, as its endpoint is disabled. */
    SUSPENDED
}
