package io.parley.runtime.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.parley.runtime.failure.Failures;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A trace as W3C Trace Context ({@code traceparent}): stored beside a job or a fact, and continued by the code that
 * processes it. So one trace covers the API call, the job, the provider call and the callback.
 */
public final class Traces {

    /** The header on the bus, and the column of job rows. */
    public static final String HEADER = "traceparent";

    private static final TextMapGetter<String> TEXT = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return HEADER.equals(key) ? traceparent : null;
        }
    };

    private Traces() {}

    /** Returns the current span; null if there is none. */
    public static @Nullable String current() {
        var span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + '-' + span.getSpanId() + '-'
                        + span.getTraceFlags().asHex()
                : null;
    }

    /** Runs the work in a child span of the stored one, or in the first span of a new trace if nothing was stored. */
    public static <T> Uni<T> continued(
            @Nullable String traceparent, String name, SpanKind kind, Supplier<Uni<T>> work) {
        return within(tracer().spanBuilder(name).setSpanKind(kind).setParent(parent(traceparent)), work);
    }

    /** Runs the work in a span of a new trace that links to the stored one, as callbacks do. */
    public static <T> Uni<T> linked(@Nullable String traceparent, String name, SpanKind kind, Supplier<Uni<T>> work) {
        var builder = tracer().spanBuilder(name).setSpanKind(kind).setNoParent();
        var stored = stored(traceparent);
        if (stored.isValid()) {
            builder.addLink(stored);
        }
        return within(builder, work);
    }

    @SuppressWarnings("MustBeClosedChecker") // closed when the work ends, which is later than this method
    private static <T> Uni<T> within(SpanBuilder builder, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var span = builder.startSpan();
            var scope = span.makeCurrent(); // on a duplicated Vert.x context: current for all later stages on it
            return Uni.createFrom()
                    .<T>deferred(() -> work.get())
                    .onFailure()
                    .invoke(failure -> span.setStatus(StatusCode.ERROR, Failures.describe(failure)))
                    .onTermination()
                    .invoke(() -> {
                        scope.close();
                        span.end();
                    });
        });
    }

    private static Context parent(@Nullable String traceparent) {
        return traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, TEXT);
    }

    private static SpanContext stored(@Nullable String traceparent) {
        return Span.fromContext(parent(traceparent)).getSpanContext();
    }

    private static Tracer tracer() {
        return GlobalOpenTelemetry.getTracer("io.parley");
    }
}
