package io.parley.messaging.message;

/** Outcome of one message in the flush that was to commit it. */
sealed interface Acceptance {

    /** @param claimed whether its job was committed as claimed by this instance */
    record Stored(boolean claimed) implements Acceptance {}

    /** The request is a repetition; {@code answer} is the stored response. */
    record Repeated(String answer) implements Acceptance {}

    /** The idempotency key was used with another body. */
    record KeyConflict() implements Acceptance {}

    /** The caller's deadline had passed before the flush. Nothing was written. */
    record DeadlineExceeded() implements Acceptance {}

    /** A file it names was deleted, or claimed by another message meanwhile. Nothing was written. */
    record MediaUnavailable() implements Acceptance {}
}
