package io.parley.messaging.callback.store;

import java.util.Locale;

/** State of a callback that is not delivered; the type callback_job_state of the database. */
public enum JobState {
    /** To be attempted when its time has come. */
    DUE,
    /** An instance has it, until its lease expires. */
    CLAIMED,
    /** No retry is left. Kept for operators. */
    EXHAUSTED,
    /** Waits until its endpoint has capacity. */
    PARKED,
    /** Not attempted, as its endpoint is disabled. */
    SUSPENDED;

    private final String label = name().toLowerCase(Locale.ROOT);

    String label() {
        return label;
    }

    /** @param label null if there is no job */
    static JobState of(String label) {
        return label == null ? null : valueOf(label.toUpperCase(Locale.ROOT));
    }
}
