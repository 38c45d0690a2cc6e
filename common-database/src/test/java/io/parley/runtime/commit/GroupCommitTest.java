package io.parley.runtime.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final ScriptedFlush flush = new ScriptedFlush();

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void aSingleItemIsFlushedAtOnce() {
        var commits = settings().<String, String>build(flush.answering(GroupCommitTest::written));

        assertEquals("A", commits.commit("a").await().atMost(Duration.ofSeconds(2)));
    }

    @Test
    void itemsArrivingDuringAFlushFormTheNextBatch() {
        var commits = settings().lanes(1).<String, String>build(flush);
        var first = send(commits, "a");
        until(() -> flush.held() == 1);
        var others = IntStream.range(0, 5).mapToObj(i -> send(commits, "b" + i)).toList();

        flush.release();
        until(() -> flush.held() == 1);
        flush.release();

        assertEquals("A", first.join());
        assertEquals(List.of("B0", "B1", "B2", "B3", "B4"), joined(others));
        assertEquals(List.of(List.of("a"), List.of("b0", "b1", "b2", "b3", "b4")), flush.batches);
    }

    @Test
    void batchSizeAndLanesAreLimited() throws Exception {
        var inFlight = new AtomicInteger();
        var max = new AtomicInteger();
        flush.answering(batch -> {
            max.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            return written(batch).onItem().delayIt().by(Duration.ofMillis(1)).invoke(inFlight::decrementAndGet);
        });
        var commits = settings().lanes(2).batch(16).<String, String>build(flush);

        var answers = new ArrayList<CompletableFuture<String>>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var jobs = IntStream.range(0, 8)
                    .mapToObj(t -> threads.submit(() -> IntStream.range(0, 500)
                            .mapToObj(i -> send(commits, "t" + t + "-" + i))
                            .toList()))
                    .toList();
            for (var job : jobs) {
                answers.addAll(job.get(10, TimeUnit.SECONDS));
            }
        }

        assertEquals(4_000, joined(answers).stream().distinct().count());
        assertTrue(max.get() <= 2, "lanes in flight " + max);
        assertTrue(flush.batches.stream().allMatch(batch -> batch.size() <= 16));
        assertTrue(flush.count() < 2_000, "batches " + flush.count());
        assertEquals(0, commits.queued());
    }

    @Test
    void callersGetTheirResultOnTheirContext() {
        var commits = settings().<String, String>build(flush.answering(GroupCommitTest::written));
        var seen = new CompletableFuture<Context>();
        var context = VERTX.getOrCreateContext();

        context.runOnContext(
                ignored -> commits.commit("a").subscribe().with(answer -> seen.complete(Vertx.currentContext())));

        assertSame(context, seen.join());
    }

    @Test
    void flushesRunOnASafeDuplicatedContext() {
        var seen = new CompletableFuture<Context>();
        var commits = settings().<String, String>build(batch -> {
            seen.complete(Vertx.currentContext());
            return written(batch);
        });

        send(commits, "a").join();

        assertTrue(io.smallrye.common.vertx.VertxContext.isDuplicatedContext(seen.join()));
        assertTrue(
                io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle.isExplicitlyMarkedAsSafe(seen.join()));
    }

    @Test
    void splittingFailsOnlyTheInvalidRow() {
        flush.answering(batch -> batch.contains("bad") ? Uni.createFrom().failure(sql("23505")) : written(batch));
        var commits = settings().lanes(1).splitOnFailure().<String, String>build(flush);
        var answers = List.of("a", "b", "bad", "c", "d").stream()
                .map(item -> send(commits, item))
                .toList();

        assertEquals("B", answers.get(1).join());
        assertEquals("D", answers.get(4).join());
        var failure =
                assertThrows(CompletionException.class, () -> answers.get(2).join());
        assertInstanceOf(PgException.class, failure.getCause());
    }

    @Test
    void aLostConnectionFailsTheBatchWithoutSplitting() {
        flush.answering(batch -> Uni.createFrom().failure(new java.net.ConnectException("refused")));
        var commits = settings().lanes(1).splitOnFailure().<String, String>build(flush);
        VERTX.getOrCreateContext(); // items below arrive before the lane runs or during the first flush
        var answers =
                IntStream.range(0, 20).mapToObj(i -> send(commits, "i" + i)).toList();

        answers.forEach(answer -> assertThrows(CompletionException.class, answer::join));
        assertTrue(flush.count() <= 20, "an item was retried");
        assertEquals(20, flush.batches.stream().mapToInt(List::size).sum());
    }

    @Test
    void rolledBackBatchIsRetried() {
        flush.failingFirstWith(sql("40P01")).answering(GroupCommitTest::written);
        var commits = settings().<String, String>build(flush);

        assertEquals("A", send(commits, "a").join());
        assertEquals(2, flush.count());
    }

    @Test
    void aFullQueueRefusesItems() {
        var commits = settings().lanes(1).queue(3).<String, String>build(flush);
        send(commits, "a");
        until(() -> flush.held() == 1);
        IntStream.range(0, 3).forEach(i -> send(commits, "b" + i));

        var refused =
                assertThrows(CompletionException.class, () -> send(commits, "c").join());

        assertInstanceOf(Overloaded.class, refused.getCause());
    }

    @Test
    void aFlushBeyondItsDeadlineFailsItsCallersAndFreesTheLane() {
        var commits = settings().lanes(1).deadline(Duration.ofMillis(50)).<String, String>build(flush);

        var hung =
                assertThrows(CompletionException.class, () -> send(commits, "a").join());
        flush.answering(GroupCommitTest::written);

        assertInstanceOf(TimeoutException.class, hung.getCause());
        assertEquals("B", send(commits, "b").join());
    }

    @Test
    void stopDrainsTheQueueAndRefusesNewItems() {
        var commits = settings().lanes(1).<String, String>build(flush);
        var first = send(commits, "a");
        until(() -> flush.held() == 1);
        var second = send(commits, "b");

        var stopped = commits.stop().subscribeAsCompletionStage();
        var late =
                assertThrows(CompletionException.class, () -> send(commits, "c").join());
        flush.release();
        until(() -> flush.held() == 1);
        flush.release();

        stopped.join();
        assertEquals(List.of("A", "B"), List.of(first.join(), second.join()));
        assertInstanceOf(Overloaded.class, late.getCause());
    }

    @Test
    void aFlushThatThrowsOrReturnsTooFewResultsFailsItsCallers() {
        var throwing = settings().<String, String>build(batch -> {
            throw new IllegalArgumentException("broken");
        });
        var miscounting =
                settings().<String, String>build(batch -> Uni.createFrom().item(List.of()));

        assertThrows(CompletionException.class, () -> send(throwing, "a").join());
        assertThrows(CompletionException.class, () -> send(miscounting, "a").join());
    }

    private static GroupCommitBuilder settings() {
        return GroupCommit.named("test").vertx(VERTX);
    }

    private static CompletableFuture<String> send(GroupCommit<String, String> commits, String item) {
        return commits.commit(item).subscribeAsCompletionStage();
    }

    private static Uni<List<String>> written(List<String> batch) {
        return Uni.createFrom().item(ScriptedFlush.upper(batch));
    }

    private static List<String> joined(List<CompletableFuture<String>> answers) {
        return answers.stream()
                .map(answer -> answer.orTimeout(10, TimeUnit.SECONDS).join())
                .toList();
    }

    private static PgException sql(String state) {
        return new PgException("scripted", "ERROR", state, null);
    }

    static void until(BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not happen within 5 s");
            Thread.onSpinWait();
        }
    }
}
