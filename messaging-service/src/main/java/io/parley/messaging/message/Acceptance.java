package io.parley.messaging.message;

/** What became of one message in the flush that was to commit it. */
sealed interface Acceptance {

    /** @param claimed whether its job was committed as claimed by this instance */
    record Stored(boolean claimed) implements Acceptance {}

    /** The request was done before; this was its answer. */
    record Repeated(String answer) implements Acceptance {}

    /** The name was used for another body. */
    record KeyConflict() implements Acceptance {}

    /** Its caller had been refused before the flush began. Nothing was written. */
    record DeadlineExceeded() implements Acceptance {}

    /** A file it names is gone, or was promised to another message meanwhile. Nothing was written. */
    record MediaUnavailable() implements Acceptance {}
}
