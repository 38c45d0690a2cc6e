package io.parley.runtime.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Eventually;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeriodicTaskTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration NEVER = Duration.ofMinutes(5);

    private final AtomicInteger runs = new AtomicInteger();
    private final Queue<CompletableFuture<Void>> open = new ConcurrentLinkedQueue<>();
    private PeriodicTask task;

    @AfterEach
    void stop() {
        task.stop();
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void runsAtTheStartAndPeriodically() {
        task = task(Duration.ofMillis(10)).build(VERTX, this::complete);

        task.start();

        Eventually.holds(() -> assertTrue(runs.get() >= 5));
    }

    @Test
    void doesNotRunBeforeTheIntervalHasPassed() {
        task = task(NEVER).build(VERTX, this::complete);

        task.start();
        task.start();

        awaitRuns(1);
        settle();
        assertEquals(1, runs.get());
    }

    @Test
    void wakeRunsAtOnce() {
        task = task(NEVER).build(VERTX, this::complete);
        task.start();
        awaitRuns(1);

        task.wake();

        awaitRuns(2);
    }

    @Test
    void wakesDuringARunCauseOneMoreRun() {
        task = task(NEVER).build(VERTX, this::hang);
        task.start();
        awaitRuns(1);

        IntStream.range(0, 100).forEach(i -> task.wake());
        settle();
        assertEquals(1, runs.get(), "runs do not overlap");
        open.remove().complete(null);
        awaitRuns(2);
        open.remove().complete(null);

        settle();
        assertEquals(2, runs.get());
    }

    @Test
    void aFailedRunIsRepeatedWithBackOff() {
        var available = new CompletableFuture<Void>();
        task = task(NEVER).build(VERTX, () -> available.isDone() ? complete() : fail());
        task.start();
        awaitRuns(2);

        IntStream.range(0, 1_000).forEach(i -> task.wake());
        settle();
        assertTrue(runs.get() < 20, "wakes do not cut the back-off short");
        available.complete(null);

        Eventually.holds(() -> {
            var before = runs.get();
            settle();
            assertEquals(before, runs.get(), "after a success it waits for the interval");
        });
    }

    @Test
    void aRunThatThrowsDoesNotEndTheTask() {
        task = task(Duration.ofMillis(10)).build(VERTX, () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("broken run");
        });

        task.start();

        awaitRuns(3);
    }

    @Test
    void aRunThatHangsEndsAtItsDeadline() {
        task = task(Duration.ofMillis(10)).deadline(Duration.ofMillis(20)).build(VERTX, this::hang);

        task.start();

        awaitRuns(3);
    }

    @Test
    void stopWaitsForTheCurrentRun() {
        task = task(Duration.ofMillis(1)).build(VERTX, this::hang);
        task.start();
        awaitRuns(1);

        var stopped = task.stop().subscribeAsCompletionStage();
        assertFalse(stopped.isDone());
        open.remove().complete(null);

        stopped.orTimeout(5, TimeUnit.SECONDS).join();
        settle();
        assertEquals(1, runs.get());
    }

    private static PeriodicTask.Settings task(Duration every) {
        return PeriodicTask.named("test").every(every);
    }

    private Uni<Void> complete() {
        runs.incrementAndGet();
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> fail() {
        runs.incrementAndGet();
        return Uni.createFrom().failure(new ConnectException("Connection refused"));
    }

    private Uni<Void> hang() {
        runs.incrementAndGet();
        var run = new CompletableFuture<Void>();
        open.add(run);
        return Uni.createFrom().completionStage(run);
    }

    private void awaitRuns(int expected) {
        Eventually.holds(() -> assertTrue(runs.get() >= expected, "runs " + runs.get()));
    }

    /** Gives a run that should not happen the time to happen. */
    private static void settle() {
        Eventually.pause(Duration.ofMillis(50));
    }
}
