package io.parley.runtime.commit;

import io.parley.runtime.database.SqlState;
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
public record GroupCommitSettings(
        String name,
        int lanes,
        int batch,
        int queue,
        Duration deadline,
        Predicate<Throwable> splits,
        Optional<Vertx> vertx) {

    static GroupCommitSettings named(String name) {
        return new GroupCommitSettings(name, 2, 128, 20_000, Duration.ofSeconds(10), failure -> false, runningVertx());
    }

    public GroupCommitSettings lanes(int lanes) {
        return new GroupCommitSettings(name, lanes, batch, queue, deadline, splits, vertx);
    }

    public GroupCommitSettings batch(int batch) {
        return new GroupCommitSettings(name, lanes, batch, queue, deadline, splits, vertx);
    }

    public GroupCommitSettings queue(int queue) {
        return new GroupCommitSettings(name, lanes, batch, queue, deadline, splits, vertx);
    }

    public GroupCommitSettings deadline(Duration deadline) {
        return new GroupCommitSettings(name, lanes, batch, queue, deadline, splits, vertx);
    }

    /** Isolates rows that the database rejects: only they fail, the others are written. */
    public GroupCommitSettings splitOnFailure() {
        return splitOn(SqlState::isInvalidData);
    }

    public GroupCommitSettings splitOn(Predicate<Throwable> splits) {
        return new GroupCommitSettings(name, lanes, batch, queue, deadline, splits, vertx);
    }

    public GroupCommitSettings vertx(Vertx vertx) {
        return new GroupCommitSettings(name, lanes, batch, queue, deadline, splits, Optional.of(vertx));
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
