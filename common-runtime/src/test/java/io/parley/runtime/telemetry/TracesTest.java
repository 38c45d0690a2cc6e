package io.parley.runtime.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.SpanKind;
import io.parley.runtime.app.WithoutBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutBroker.class)
class TracesTest {

    private static final String STORED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void continuedWorkHasTheStoredTraceAcrossThreads() throws Throwable {
        var seen = run(() -> Traces.continued(STORED, "dispatch", SpanKind.CLIENT, TracesTest::later));

        assertEquals(traceId(STORED), traceId(seen));
        assertNotEquals(STORED, seen);
        assertTrue(seen.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]"), seen);
    }

    @Test
    void linkedWorkHasANewTrace() throws Throwable {
        var seen = run(() -> Traces.linked(STORED, "callback", SpanKind.CLIENT, TracesTest::later));

        assertNotEquals(traceId(STORED), traceId(seen));
    }

    @Test
    void aMissingOrInvalidTraceStartsANewOne() throws Throwable {
        assertTrue(run(() -> Traces.continued(null, "dispatch", SpanKind.CLIENT, TracesTest::later)) != null);
        assertTrue(run(() -> Traces.continued("00-zz", "dispatch", SpanKind.CLIENT, TracesTest::later)) != null);
    }

    @Test
    void theSpanEndsWithTheWork() throws Throwable {
        var after = run(() -> Traces.continued(STORED, "dispatch", SpanKind.CLIENT, TracesTest::later)
                .map(during -> String.valueOf(Traces.current())));

        assertEquals("null", after);
        assertNull(Traces.current());
    }

    private static Uni<String> later() {
        return Uni.createFrom()
                .item("x")
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(5))
                .emitOn(command -> command.run())
                .map(ignored -> String.valueOf(Traces.current()));
    }

    private static String run(Supplier<Uni<String>> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(work);
    }

    private static String traceId(String traceparent) {
        return traceparent.split("-")[1];
    }
}
