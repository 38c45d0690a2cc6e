package io.parley.runtime.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SafeContextTest {

    private record Contexts(Context before, Context first, Context second, Context after) {}

    @Test
    void isolatedWorksHaveContextsOfTheirOwnAndContinueOnTheCallers() throws Exception {
        var vertx = Vertx.vertx();
        try {
            var seen = new CompletableFuture<Contexts>();

            SafeContext.run(SafeContext.root(vertx), () -> {
                var before = Vertx.currentContext();
                Uni.combine()
                        .all()
                        .unis(
                                SafeContext.isolated(SafeContextTest::current),
                                SafeContext.isolated(SafeContextTest::current))
                        .asTuple()
                        .subscribe()
                        .with(
                                both -> seen.complete(
                                        new Contexts(before, both.getItem1(), both.getItem2(), Vertx.currentContext())),
                                seen::completeExceptionally);
            });

            var contexts = seen.get(30, TimeUnit.SECONDS);
            assertSame(contexts.before(), contexts.after());
            assertEquals(
                    3,
                    Set.of(contexts.before(), contexts.first(), contexts.second())
                            .size());
        } finally {
            vertx.close();
        }
    }

    private static Uni<Context> current() {
        return Uni.createFrom().item(Vertx.currentContext());
    }
}
