package io.parley.runtime.work;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * How eagerly a {@link JobLoop} works.
 *
 * @param name label in metrics and logs
 * @param batch most jobs of one claim
 * @param concurrency most jobs in flight at a time in this instance
 * @param every how long to sleep when nothing is due and nobody wakes the loop
 * @param signal rung when work is due that this instance has no place for
 * @param backOff how long to stay away from a database that refuses claims
 */
public record JobLoopSettings(
        String name, int batch, int concurrency, Duration every, InstanceSignal signal, BackOff backOff) {

    static JobLoopSettings named(String name) {
        var backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(5));
        return new JobLoopSettings(name, 128, 256, Duration.ofMillis(200), InstanceSignal.NONE, backOff);
    }

    public JobLoopSettings batch(int batch) {
        return new JobLoopSettings(name, batch, concurrency, every, signal, backOff);
    }

    public JobLoopSettings concurrency(int concurrency) {
        return new JobLoopSettings(name, batch, concurrency, every, signal, backOff);
    }

    public JobLoopSettings every(Duration every) {
        return new JobLoopSettings(name, batch, concurrency, every, signal, backOff);
    }

    public JobLoopSettings signal(InstanceSignal bell) {
        return new JobLoopSettings(name, batch, concurrency, every, bell, backOff);
    }

    public JobLoopSettings backOff(Duration first, Duration max) {
        return new JobLoopSettings(name, batch, concurrency, every, signal, new BackOff(first, max));
    }

    /**
     * The loop, not started yet.
     *
     * @param claim takes up to n due jobs and commits that it has them
     * @param handler works on one job and records its outcome
     */
    public <J> JobLoop<J> start(Vertx vertx, IntFunction<Uni<List<J>>> claim, Function<J, Uni<Void>> handler) {
        return new JobLoop<>(this, vertx, claim, handler);
    }
}
