package io.parley.runtime.commit;

/** Outcome of one item of a batch: written and committed, or failed. */
sealed interface CommitOutcome<R> {

    /** @param result what the write returned for the item */
    record Written<R>(R result) implements CommitOutcome<R> {}

    /** @param failure of the item, or of the batch that contained it */
    record Failed<R>(Throwable failure) implements CommitOutcome<R> {}
}
