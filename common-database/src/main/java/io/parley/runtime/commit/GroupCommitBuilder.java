package io.parley.runtime.commit;

import io.parley.runtime.failure.FailureKind;
import io.parley.runtime.failure.Failures;
import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Settings of a {@link GroupCommit}. The defaults performed best on two cores: two lanes, batches of at most 128.
 *
 * @param name label in metrics and messages
 * @param lanes maximum number of flushes in flight
 * @param batch maximum number of items of one flush
 * @param queue maximum number of waiting items; further ones are refused
 * @param deadline time after which a waiting caller gets a failure; a flush that takes longer frees its lane
 * @param splits whether a batch that failed for this reason is retried in halves, down to single items
 * @param vertx runs the flushes on its event loops, by default Quarkus' instance; without one they run on worker
 *      threads
 */
public record GroupCommitBuilder(
        String name,
        int lanes,
        int batch,
        int queue,
        Duration deadline,
        Predicate<Throwable> splits,
        Optional<Vertx> vertx) {

    static GroupCommitBuilder named(String name) {
        return new GroupCommitBuilder(name, 2, 128, 20_000, Duration.ofSeconds(10), failure -> false, runningVertx());
    }

    public GroupCommitBuilder lanes(int lanes) {
        return new GroupCommitBuilder(name, lanes, batch, queue, deadline, splits, vertx);
    }

    public GroupCommitBuilder batch(int batch) {
        return new GroupCommitBuilder(name, lanes, batch, queue, deadline, splits, vertx);
    }

    public GroupCommitBuilder queue(int queue) {
        return new GroupCommitBuilder(name, lanes, batch, queue, deadline, splits, vertx);
    }

    public GroupCommitBuilder deadline(Duration deadline) {
        return new GroupCommitBuilder(name, lanes, batch, queue, deadline, splits, vertx);
    }

    /** Isolates rows that the database rejects: only they fail, the others are written. */
    public GroupCommitBuilder splitOnFailure() {
        return splitOn(failure -> Failures.kindOf(failure) == FailureKind.INVALID_DATA);
    }

    public GroupCommitBuilder splitOn(Predicate<Throwable> splits) {
        return new GroupCommitBuilder(name, lanes, batch, queue, deadline, splits, vertx);
    }

    public GroupCommitBuilder vertx(Vertx vertx) {
        return new GroupCommitBuilder(name, lanes, batch, queue, deadline, splits, Optional.of(vertx));
    }

    /** Creates the collector; {@code flush} writes a batch and returns one result per item in the same order. */
    public <T, R> GroupCommit<T, R> build(Function<List<T>, Uni<List<R>>> flush) {
        return new GroupCommit<>(this, flush);
    }

    private static Optional<Vertx> runningVertx() {
        return Optional.ofNullable(Arc.container())
                .map(container -> container.instance(Vertx.class).get());
    }
}
