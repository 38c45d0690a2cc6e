package io.parley.runtime.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobLoopTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final ConcurrentLinkedQueue<Integer> due = new ConcurrentLinkedQueue<>();
    private final Set<Integer> done = ConcurrentHashMap.newKeySet();
    private final AtomicInteger claims = new AtomicInteger();
    private JobLoop<Integer> loop;

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.stop().await().atMost(Duration.ofSeconds(5));
        }
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void allJobsAreProcessedWithinTheConcurrency() {
        var inFlight = new AtomicInteger();
        var max = new AtomicInteger();
        IntStream.range(0, 1_000).forEach(due::add);
        loop = settings().batch(50).concurrency(20).build(VERTX, this::claim, job -> {
            max.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(2))
                    .invoke(() -> {
                        inFlight.decrementAndGet();
                        done.add(job);
                    });
        });

        loop.start();

        until(() -> done.size() == 1_000);
        assertTrue(max.get() <= 20, "in flight " + max);
    }

    @Test
    void wakeClaimsAtOnce() {
        loop = settings().every(Duration.ofMinutes(5)).build(VERTX, this::claim, this::finish);
        loop.start();
        until(() -> claims.get() == 1);
        due.add(1);

        loop.wake();

        until(() -> done.contains(1));
    }

    @Test
    void wakesDuringAClaimCauseOneMoreClaim() {
        var releases = new ConcurrentLinkedQueue<CompletableFuture<Void>>();
        loop = settings()
                .every(Duration.ofMinutes(5))
                .build(
                        VERTX,
                        n -> {
                            claims.incrementAndGet();
                            var release = new CompletableFuture<Void>();
                            releases.add(release);
                            return Uni.createFrom().completionStage(release).map(ignored -> List.of());
                        },
                        this::finish);
        loop.start();
        until(() -> releases.size() == 1);

        IntStream.range(0, 100).forEach(i -> loop.wake());
        releases.remove().complete(null);
        until(() -> releases.size() == 1);
        releases.remove().complete(null);

        loop.stop().await().atMost(Duration.ofSeconds(2));
        assertEquals(2, claims.get());
    }

    @Test
    void dueJobsAreFoundByPolling() {
        loop = settings().every(Duration.ofMillis(10)).build(VERTX, this::claim, this::finish);
        loop.start();
        until(() -> claims.get() > 0);

        due.add(7);

        until(() -> done.contains(7));
    }

    @Test
    void failedClaimsAreRetriedWithBackOff() {
        var available = new CompletableFuture<Void>();
        loop = settings()
                .backOff(Duration.ofMillis(20), Duration.ofMillis(40))
                .build(
                        VERTX,
                        n -> available.isDone()
                                ? claim(n)
                                : Uni.createFrom()
                                        .<List<Integer>>failure(new java.net.ConnectException("unavailable"))
                                        .onSubscription()
                                        .invoke(claims::incrementAndGet),
                        this::finish);
        due.add(1);
        loop.start();
        until(() -> claims.get() >= 3);
        IntStream.range(0, 1_000).forEach(i -> loop.wake());
        assertTrue(claims.get() < 20, "wakes do not cut the back-off short");

        available.complete(null);

        until(() -> done.contains(1));
    }

    @Test
    void aFailingHandlerDoesNotStopTheLoop() {
        IntStream.range(0, 10).forEach(due::add);
        loop = settings().concurrency(2).build(VERTX, this::claim, job -> {
            if (job % 2 == 0) {
                throw new IllegalStateException("broken job");
            }
            return finish(job);
        });

        loop.start();

        until(() -> done.size() == 5);
    }

    @Test
    void stuckJobsDoNotBlockFurtherClaims() {
        IntStream.range(0, 30).forEach(due::add);
        loop = settings().concurrency(16).every(Duration.ofMillis(10)).build(VERTX, this::claim, job -> {
            return job < 15 ? Uni.createFrom().nothing() : finish(job);
        });

        loop.start();

        until(() -> done.size() == 15);
        loop = null; // its stuck jobs would block stop
    }

    @Test
    void othersAreNotifiedWhenNoSlotIsFree() {
        var notifications = new AtomicInteger();
        var release = new CompletableFuture<Void>();
        loop = settings()
                .concurrency(2)
                .every(Duration.ofMinutes(5))
                .signal(notifications::incrementAndGet)
                .build(VERTX, this::claim, job -> Uni.createFrom()
                        .completionStage(release)
                        .invoke(() -> done.add(job)));
        loop.start();
        until(() -> claims.get() == 1);

        due.add(1);
        loop.wake();
        until(due::isEmpty);
        assertEquals(0, notifications.get(), "a slot was free");
        due.add(2);
        loop.wake();
        until(() -> notifications.get() == 1);
        loop.onNotify();
        loop.wake();

        assertEquals(2, notifications.get(), "notifications of others are not forwarded");
        release.complete(null);
        until(() -> done.size() == 2);
    }

    @Test
    void stopWaitsForJobsInFlight() {
        var release = new CompletableFuture<Void>();
        due.add(1);
        loop = settings().build(VERTX, this::claim, job -> Uni.createFrom()
                .completionStage(release)
                .invoke(() -> done.add(job)));
        loop.start();
        until(due::isEmpty);

        var stopped = loop.stop().subscribeAsCompletionStage();
        assertFalse(stopped.isDone());
        release.complete(null);

        stopped.orTimeout(5, TimeUnit.SECONDS).join();
        assertTrue(done.contains(1));
    }

    private static JobLoopBuilder settings() {
        return JobLoop.named("test").every(Duration.ofMillis(50));
    }

    private Uni<List<Integer>> claim(int n) {
        claims.incrementAndGet();
        var jobs = new ArrayList<Integer>();
        Integer job;
        while (jobs.size() < n && (job = due.poll()) != null) {
            jobs.add(job);
        }
        return Uni.createFrom().item(jobs);
    }

    private Uni<Void> finish(int job) {
        done.add(job);
        return Uni.createFrom().voidItem();
    }

    private static void until(BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not happen within 10 s");
            Thread.onSpinWait();
        }
    }
}
