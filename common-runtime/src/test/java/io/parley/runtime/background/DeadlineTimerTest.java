package io.parley.runtime.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlineTimerTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void aDeadlineIsForgottenWhenTheResultIsThere() {
        var deadlines = (ScheduledThreadPoolExecutor) DeadlineTimer.shared();
        var result = new CompletableFuture<String>();

        var answer = Uni.createFrom()
                .completionStage(result)
                .ifNoItem()
                .after(LONG)
                .on(deadlines)
                .fail()
                .subscribeAsCompletionStage();
        assertEquals(1, deadlines.getQueue().size());
        result.complete("in time");

        assertEquals("in time", answer.join());
        assertEquals(0, deadlines.getQueue().size());
    }

    @Test
    void aMissedDeadlineContinuesOnTheContextOfTheCaller() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var context = vertx.getOrCreateContext();
            var continued = new CompletableFuture<Context>();

            context.runOnContext(ignored -> Uni.createFrom()
                    .nothing()
                    .ifNoItem()
                    .after(Duration.ofMillis(1))
                    .on(DeadlineTimer.shared())
                    .recoverWithItem("late")
                    .subscribe()
                    .with(late -> continued.complete(Vertx.currentContext())));

            assertSame(context, continued.get(10, TimeUnit.SECONDS));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aMissedDeadlineWithoutAContextFailsInPlace() {
        var late = Uni.createFrom()
                .nothing()
                .ifNoItem()
                .after(Duration.ofMillis(1))
                .on(DeadlineTimer.shared())
                .fail();

        assertThrows(TimeoutException.class, () -> late.await().atMost(Duration.ofSeconds(10)));
    }
}
