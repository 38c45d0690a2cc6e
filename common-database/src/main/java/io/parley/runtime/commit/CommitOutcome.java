package io.parley.runtime.commit;

/** The result of one item of a batch. */
sealed interface CommitOutcome<R> {

    record Written<R>(R result) implements CommitOutcome<R> {}

    record Failed<R>(Throwable failure) implements CommitOutcome<R> {}
}
