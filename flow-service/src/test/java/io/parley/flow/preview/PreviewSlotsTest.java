package io.parley.flow.preview;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.runtime.problem.ProblemException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewSlotsTest {
    private final List<Handler<AsyncResult<Void>>> ends = new ArrayList<>();
    private final PreviewSlots slots = new PreviewSlots(new TwoAtATime());

    @Test
    void aSlotIsFreeAgainWhenItsResponseHasEnded() {
        slots.occupy(request());
        slots.occupy(request());

        var refusal = assertThrows(ProblemException.class, () -> slots.occupy(request()));
        assertEquals(503, refusal.problem().status());
        assertEquals("1", refusal.headers().get("Retry-After"));

        ends.getFirst().handle(Future.succeededFuture());
        assertDoesNotThrow(() -> slots.occupy(request()));
        assertThrows(ProblemException.class, () -> slots.occupy(request()));
    }

    /** Only keeps what is to be done when the response has ended. */
    @SuppressWarnings("unchecked")
    private RoutingContext request() {
        return (RoutingContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RoutingContext.class}, (proxy, method, arguments) -> {
                    assertEquals("addEndHandler", method.getName());
                    ends.add((Handler<AsyncResult<Void>>) arguments[0]);
                    return 1;
                });
    }

    private record TwoAtATime() implements FlowPreviewConfig {
        @Override
        public int requests() {
            return 1;
        }

        @Override
        public Duration period() {
            return Duration.ofMinutes(1);
        }

        @Override
        public int maxConcurrent() {
            return 2;
        }
    }
}
