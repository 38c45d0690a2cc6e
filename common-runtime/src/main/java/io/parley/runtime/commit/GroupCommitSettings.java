package io.parley.runtime.commit;

import io.quarkus.arc.Arc;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a {@link GroupCommit} collects. The defaults were best on two cores: two lanes, batches of at most 128.
 *
 * @param name label in metrics and messages
 * @param lanes flushes under way at a time
 * @param batch most items of one flush
 * @param queue most items that wait; beyond it callers are refused
 * @param deadline a caller is told of failure this long after it came; a flush that takes longer frees its lane
 * @param splits whether a batch that failed for this reason is tried again in halves, down to single items
 * @param vertx whose event loops flushes run on, the one of Quarkus if it runs; without one they run on worker threads
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

    /** Isolates rows that the database refuses: only they fail, their neighbours are written. */
    public GroupCommitSettings splitOnFailure() {
        return splitOn(SqlFailures::isData);
    }

    public GroupCommitSettings splitOn(Predicate<Throwable> splits) {
        return new GroupCommitSettings(name, lanes, batch, queue, deadline, splits, vertx);
    }

    public GroupCommitSettings vertx(Vertx vertx) {
        return new GroupCommitSettings(name, lanes, batch, queue, deadline, splits, Optional.of(vertx));
    }

    /** The collector; {@code flush} writes a batch and answers one result per item in the same order. */
    public <T, R> GroupCommit<T, R> on(Function<List<T>, Uni<List<R>>> flush) {
        return new GroupCommit<>(this, flush);
    }

    private static Optional<Vertx> runningVertx() {
        return Optional.ofNullable(Arc.container())
                .map(container -> container.instance(Vertx.class).get());
    }
}
