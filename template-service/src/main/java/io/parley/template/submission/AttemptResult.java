package io.parley.template.submission;

/** Result of one attempt to process a job. */
enum AttemptResult {
    /** The job is completed, successfully or not. */
    DONE,
    /** The job is attempted again after a pause. */
    RETRY
}
