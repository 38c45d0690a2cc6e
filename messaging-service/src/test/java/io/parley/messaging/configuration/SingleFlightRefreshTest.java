package io.parley.messaging.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.failure.Failures;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When refreshes run, who shares them, and who waits for the next. The times are those of a clock that the test sets. */
class SingleFlightRefreshTest {
    private static final Duration MAX_AGE = Duration.ofMillis(100);
    private static final Duration NEVER = Duration.ofMinutes(10);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 50_000_000);
    private final List<CompletableFuture<Void>> runs = new ArrayList<>();
    private final SingleFlightRefresh refresh = refresh(NEVER);

    private SingleFlightRefresh refresh(Duration timeout) {
        return new SingleFlightRefresh(
                () -> {
                    var run = new CompletableFuture<Void>();
                    runs.add(run);
                    return Uni.createFrom().completionStage(run);
                },
                MAX_AGE,
                timeout,
                clock::get);
    }

    @Test
    void nothingRunsBeforeTheFirstCallerOrWithoutASubscription() {
        refresh.recent();

        assertEquals(0, runs.size());
    }

    @Test
    void callersCompleteAtOnceUntilTheBeginOfTheLastRefreshIsTooOld() {
        var first = call();
        assertFalse(isDone(first));
        pass(60);
        runs.getFirst().complete(null);
        first.assertCompleted();

        pass(39);
        call().assertCompleted();
        assertEquals(1, runs.size());

        pass(1);
        var later = call();
        assertFalse(isDone(later));
        assertEquals(2, runs.size());
        runs.get(1).complete(null);
        later.assertCompleted();
    }

    @Test
    void concurrentCallersShareOneRefresh() {
        var callers = calls(50);
        pass(99);
        callers.addAll(calls(50));
        assertEquals(1, runs.size());

        runs.getFirst().complete(null);

        callers.forEach(UniAssertSubscriber::assertCompleted);
        assertEquals(1, runs.size());
    }

    @Test
    void callersThatTheRunningRefreshIsTooOldForShareTheNextOne() {
        var first = call();
        pass(100);
        var later = calls(50);
        assertEquals(1, runs.size(), "one refresh runs at a time");

        runs.getFirst().complete(null);
        first.assertCompleted();
        assertEquals(2, runs.size());
        later.forEach(caller -> assertFalse(isDone(caller), "the refresh began too long before the call"));

        pass(50);
        var shared = call();
        runs.get(1).complete(null);
        later.forEach(UniAssertSubscriber::assertCompleted);
        shared.assertCompleted();
        assertEquals(2, runs.size());
    }

    /** The age of the next refresh counts from its own begin, not from the call that asked for it. */
    @Test
    void theNextRefreshBeginsWhenTheRunningOneEnds() {
        call();
        pass(100);
        var later = call();
        pass(500);
        runs.getFirst().complete(null);

        pass(99);
        runs.get(1).complete(null);

        later.assertCompleted();
        call().assertCompleted();
        assertEquals(2, runs.size());
    }

    @Test
    void callersFailWithTheirRefreshAndTheNextCallerStartsAnother() {
        var failing = calls(3);
        pass(100);
        var later = call();

        runs.getFirst().completeExceptionally(new IllegalStateException("refused"));

        failing.forEach(caller -> caller.assertFailedWith(IllegalStateException.class, "refused"));
        assertFalse(isDone(later));
        runs.get(1).completeExceptionally(new IllegalStateException("refused again"));
        later.assertFailedWith(IllegalStateException.class, "refused again");

        var recovered = call();
        assertEquals(3, runs.size());
        runs.get(2).complete(null);
        recovered.assertCompleted();
        call().assertCompleted();
    }

    @Test
    void aFailedRefreshLeavesTheAgeOfTheLastSuccessfulOne() {
        call();
        runs.getFirst().complete(null);
        pass(100);
        var failing = call();
        runs.get(1).completeExceptionally(new IllegalStateException("refused"));
        failing.assertFailed();

        assertFalse(isDone(call()));
    }

    @Test
    void aRefreshThatThrowsFailsItsCallers() {
        var throwing = new SingleFlightRefresh(
                () -> {
                    throw new IllegalStateException("defect");
                },
                MAX_AGE,
                NEVER,
                clock::get);

        subscribe(throwing).assertFailedWith(IllegalStateException.class, "defect");
        subscribe(throwing).assertFailedWith(IllegalStateException.class, "defect");
    }

    @Test
    void aRefreshThatHangsFailsAfterTheTimeoutAsAnOutageAndIsRepeated() {
        var limited = refresh(Duration.ofMillis(50));

        var failure = subscribe(limited).awaitFailure(Duration.ofSeconds(10)).getFailure();
        assertTrue(Failures.isOutage(failure), failure::toString);

        var repeated = subscribe(limited);
        assertEquals(2, runs.size());
        runs.get(1).complete(null);
        repeated.awaitItem(Duration.ofSeconds(10)).assertCompleted();
    }

    @Test
    void aCallerThatCancelsDoesNotCancelTheRefreshOfTheOthers() {
        var cancelled = call();
        var other = call();

        cancelled.cancel();

        assertFalse(runs.getFirst().isCancelled());
        runs.getFirst().complete(null);
        other.assertCompleted();
    }

    private UniAssertSubscriber<Void> call() {
        return subscribe(refresh);
    }

    private List<UniAssertSubscriber<Void>> calls(int count) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(i -> call()).toList());
    }

    private static UniAssertSubscriber<Void> subscribe(SingleFlightRefresh refresh) {
        return refresh.recent().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static boolean isDone(UniAssertSubscriber<Void> caller) {
        try {
            caller.assertNotTerminated();
            return false;
        } catch (AssertionError terminated) {
            return true;
        }
    }

    private void pass(long millis) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
