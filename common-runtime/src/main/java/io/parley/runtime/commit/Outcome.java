package io.parley.runtime.commit;

/** What became of one item of a batch. */
sealed interface Outcome<R> {

    record Written<R>(R result) implements Outcome<R> {}

    record Failed<R>(Throwable failure) implements Outcome<R> {}
}
