package io.parley.runtime.work;

import io.parley.runtime.resilience.BackOff;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Settings of a {@link JobLoop}.
 *
 * @param name label in metrics and logs
 * @param batch maximum number of jobs of one claim
 * @param concurrency maximum number of jobs in flight in this instance
 * @param every poll interval
 * @param signal notifies other instances when work is due that this instance has no free slot for
 * @param backOff back-off after failed claims
 */
public record JobLoopBuilder(
        String name, int batch, int concurrency, Duration every, InstanceSignal signal, BackOff backOff) {

    static JobLoopBuilder named(String name) {
        var backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(5));
        return new JobLoopBuilder(name, 128, 256, Duration.ofMillis(200), InstanceSignal.NONE, backOff);
    }

    public JobLoopBuilder batch(int batch) {
        return new JobLoopBuilder(name, batch, concurrency, every, signal, backOff);
    }

    public JobLoopBuilder concurrency(int concurrency) {
        return new JobLoopBuilder(name, batch, concurrency, every, signal, backOff);
    }

    public JobLoopBuilder every(Duration every) {
        return new JobLoopBuilder(name, batch, concurrency, every, signal, backOff);
    }

    public JobLoopBuilder signal(InstanceSignal signal) {
        return new JobLoopBuilder(name, batch, concurrency, every, signal, backOff);
    }

    public JobLoopBuilder backOff(Duration first, Duration max) {
        return new JobLoopBuilder(name, batch, concurrency, every, signal, new BackOff(first, max));
    }

    /**
     * Creates the loop, not started yet.
     *
     * @param claim claims up to n due jobs and commits their leases
     * @param handler processes one job and records its outcome
     */
    public <J> JobLoop<J> build(Vertx vertx, IntFunction<Uni<List<J>>> claim, Function<J, Uni<Void>> handler) {
        return new JobLoop<>(this, vertx, claim, handler);
    }
}
