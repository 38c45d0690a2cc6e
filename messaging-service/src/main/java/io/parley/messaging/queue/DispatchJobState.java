package io.parley.messaging.queue;

/** State of a dispatch job, stored by name in the enum {@code dispatch_job_state}. */
public enum DispatchJobState {
    /** Waits for its due time and for the jobs ahead in its lane. */
    DUE,
    /** An instance has claimed it; the call to the provider may be in flight. */
    CLAIMED,
    /** It is unknown whether the provider accepted the message. */
    IN_DOUBT,
    /** The message was dispatched; the next one of its bulk waits until it is delivered, fails or times out. */
    HOLDS_LANE
}
