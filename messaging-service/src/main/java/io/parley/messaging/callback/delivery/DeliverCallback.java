package io.parley.messaging.callback.delivery;

import io.opentelemetry.api.trace.SpanKind;
import io.parley.messaging.callback.delivery.CallbackResult.Again;
import io.parley.messaging.callback.delivery.CallbackResult.Delivered;
import io.parley.messaging.callback.delivery.CallbackResult.Exhausted;
import io.parley.messaging.callback.delivery.CallbackResult.Later;
import io.parley.messaging.callback.delivery.CallbackResult.Parked;
import io.parley.runtime.egress.GuardedHttp;
import io.parley.runtime.telemetry.Traces;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Makes one call and says what became of it, those of one message one after the other. Never fails: every outcome is a
 * value.
 */
@Singleton
class DeliverCallback {
    private final CallbackConfig config;
    private final RetrySchedules schedules;
    private final EndpointLimiters endpoints;
    private final GuardedHttp http;
    private final CallbackMetrics metrics;
    private final InstantSource time;
    private final MessageOrder order = new MessageOrder();

    DeliverCallback(
            CallbackConfig config,
            RetrySchedules schedules,
            EndpointLimiters endpoints,
            GuardedHttp http,
            CallbackMetrics metrics,
            InstantSource time) {
        this.config = config;
        this.schedules = schedules;
        this.endpoints = endpoints;
        this.http = http;
        this.metrics = metrics;
        this.time = time;
    }

    Uni<CallbackResult> deliver(CallbackJob job) {
        return Uni.createFrom()
                .deferred(() -> begin(job))
                .onFailure()
                .recoverWithItem(failure -> notTaken(job, Attempt.failed(time.instant(), 0, null, failure)));
    }

    private Uni<CallbackResult> begin(CallbackJob job) {
        return endpoints.target(job.row()).map(target -> inTurn(job, target)).orElseGet(() -> nowhere(job));
    }

    /** Whether there is room is asked first: what cannot be made now must not take places of the worker, waiting. */
    private Uni<CallbackResult> inTurn(CallbackJob job, Destination target) {
        var endpoint = endpoints.of(target.endpoint());
        CallbackResult held = new Parked(job, endpoint.endpointKey());
        return endpoint.admit(job.due().plus(job.held()))
                ? order.run(job.row().messageId(), () -> endpoint.run(() -> attempt(job, target, endpoint), held))
                        .onTermination()
                        .invoke(() -> endpoints.left(endpoint))
                : Uni.createFrom().item(held);
    }

    /** By the settings of this very moment: they may have changed while the call waited for its turn. */
    private Uni<CallbackResult> attempt(CallbackJob job, Destination planned, EndpointLimiter endpoint) {
        var target = endpoints.target(job.row());
        if (target.isEmpty()) {
            return nowhere(job);
        }
        var leaseIsShort = job.held().compareTo(config.lease().dividedBy(2)) > 0; // it could run out during the call
        return leaseIsShort || !target.get().endpoint().equals(planned.endpoint())
                ? Uni.createFrom().item(new Later(job))
                : attempt(job, endpoint, target.get());
    }

    private Uni<CallbackResult> attempt(CallbackJob job, EndpointLimiter endpoint, Destination target) {
        metrics.begun(job);
        var at = time.instant();
        var began = System.nanoTime();
        return call(job, target)
                .map(answer -> Attempt.answered(at, System.nanoTime() - began, target.address(), answer))
                .onFailure()
                .recoverWithItem(failure -> Attempt.failed(at, System.nanoTime() - began, target.address(), failure))
                .map(tried -> ended(classify(job, tried), target, endpoint));
    }

    private Uni<GuardedHttp.Answer> call(CallbackJob job, Destination target) {
        var body = job.row().body().getBytes(StandardCharsets.UTF_8);
        var headers = CallbackHeaders.of(job.id(), target.settings(), time.instant(), body);
        return Traces.linked(
                job.row().traceparent(),
                "callback",
                SpanKind.CLIENT,
                () -> http.post(target.url(), headers, body, config.deadline()));
    }

    private CallbackResult classify(CallbackJob job, Attempt tried) {
        return tried.taken() ? new Delivered(job, tried) : notTaken(job, tried);
    }

    private CallbackResult notTaken(CallbackJob job, Attempt tried) {
        var row = job.row();
        return schedules
                .of(row.kind(), row.channel())
                .pause(row.id(), job.attempt() + 1, job.age().plus(job.held()))
                .<CallbackResult>map(pause -> new Again(job, notBefore(asked(tried), pause), tried, null))
                .orElseGet(() -> new Exhausted(job, tried));
    }

    /** What the endpoint asks for delays a try of the schedule and never adds, skips or hastens one. */
    private static Duration notBefore(Duration asked, Duration pause) {
        return asked.compareTo(pause) > 0 ? asked : pause;
    }

    private Duration asked(Attempt tried) {
        var max = config.maxRetryAfter();
        return tried.retryAfter().compareTo(max) > 0 ? max : tried.retryAfter();
    }

    private Uni<CallbackResult> nowhere(CallbackJob job) {
        return Uni.createFrom().item(new Exhausted(job, Attempt.nowhere(time.instant(), "no address")));
    }

    private CallbackResult ended(CallbackResult result, Destination target, EndpointLimiter endpoint) {
        metrics.ended(result);
        if (result instanceof Delivered) {
            succeeded(result, target, endpoint);
        } else {
            failed(result, target, endpoint);
        }
        return result instanceof Again again && endpoint.isOpen() ? again.waitingFor(endpoint) : result;
    }

    private static void succeeded(CallbackResult result, Destination target, EndpointLimiter endpoint) {
        CallbackLog.taken(result);
        if (endpoint.succeeded(nanos(result))) {
            CallbackLog.recovered(target);
        }
    }

    private static void failed(CallbackResult result, Destination target, EndpointLimiter endpoint) {
        CallbackLog.notTaken(result);
        if (endpoint.failed(nanos(result))) {
            CallbackLog.failing(target, result);
        }
    }

    private static long nanos(CallbackResult result) {
        return result.tried().took().toNanos();
    }
}
