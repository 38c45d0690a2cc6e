package io.parley.messaging.callback;

import io.opentelemetry.api.trace.SpanKind;
import io.parley.messaging.callback.CallbackResult.Again;
import io.parley.messaging.callback.CallbackResult.Exhausted;
import io.parley.messaging.callback.CallbackResult.Later;
import io.parley.messaging.callback.CallbackResult.Taken;
import io.parley.messaging.configuration.CallbackSettings;
import io.parley.runtime.egress.GuardedHttp;
import io.parley.runtime.telemetry.Traces;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/** Makes one call and says what became of it. Never fails: every outcome is a value. */
@Singleton
class DeliverCallback {
    private final CallbackSettings settings;
    private final CallbackConfig config;
    private final RetrySchedules schedules;
    private final Endpoints endpoints;
    private final GuardedHttp http;
    private final CallbackMetrics metrics;
    private final InstantSource time;

    DeliverCallback(
            CallbackSettings settings,
            CallbackConfig config,
            RetrySchedules schedules,
            Endpoints endpoints,
            GuardedHttp http,
            CallbackMetrics metrics,
            InstantSource time) {
        this.settings = settings;
        this.config = config;
        this.schedules = schedules;
        this.endpoints = endpoints;
        this.http = http;
        this.metrics = metrics;
        this.time = time;
    }

    Uni<CallbackResult> deliver(CallbackJob job) {
        return Uni.createFrom().deferred(() -> begin(job)).onFailure().recoverWithItem(failure -> failed(job, failure));
    }

    private Uni<CallbackResult> begin(CallbackJob job) {
        var row = job.row();
        return Target.of(row, settings.effective(row.accountId(), row.senderId()))
                .map(target -> inTurn(job, target))
                .orElseGet(() -> Uni.createFrom().item(new Exhausted(job, 0, "no address")));
    }

    private Uni<CallbackResult> inTurn(CallbackJob job, Target target) {
        var endpoint = endpoints.of(target.address());
        return endpoint.full()
                .map(pause -> Uni.createFrom().<CallbackResult>item(new Later(job, pause)))
                .orElseGet(() -> endpoint.run(() -> attempt(job, target, endpoint)));
    }

    private Uni<CallbackResult> attempt(CallbackJob job, Target target, Endpoint endpoint) {
        if (job.held().compareTo(config.lease().dividedBy(2)) > 0) {
            return Uni.createFrom().item(new Later(job, Duration.ZERO)); // the lease could run out during the call
        }
        metrics.begun(job);
        var began = System.nanoTime();
        return call(job, target)
                .map(status -> judge(job, status))
                .onFailure()
                .recoverWithItem(failure -> failed(job, failure))
                .invoke(result -> ended(result, target, endpoint, System.nanoTime() - began));
    }

    private Uni<Integer> call(CallbackJob job, Target target) {
        var body = job.row().body().getBytes(StandardCharsets.UTF_8);
        var headers = CallbackHeaders.of(job.id(), target.settings(), time.instant(), body);
        return Traces.linked(
                        job.row().traceparent(),
                        "callback",
                        SpanKind.CLIENT,
                        () -> http.post(target.url(), headers, body, config.deadline()))
                .map(GuardedHttp.Answer::status);
    }

    private CallbackResult judge(CallbackJob job, int status) {
        return status / 100 == 2 ? new Taken(job, status) : notTaken(job, status, "answered " + status);
    }

    private CallbackResult failed(CallbackJob job, Throwable failure) {
        return notTaken(job, 0, failure.getClass().getSimpleName());
    }

    private CallbackResult notTaken(CallbackJob job, int status, String error) {
        var row = job.row();
        return schedules
                .of(row.kind(), row.channel())
                .pause(row.id(), job.attempt() + 1, job.age().plus(job.held()))
                .<CallbackResult>map(pause -> new Again(job, pause, status, error))
                .orElseGet(() -> new Exhausted(job, status, error));
    }

    private void ended(CallbackResult result, Target target, Endpoint endpoint, long nanos) {
        metrics.ended(result, nanos);
        if (result instanceof Taken) {
            CallbackLog.taken(result, nanos);
            if (endpoint.succeeded(nanos)) {
                CallbackLog.recovered(target);
            }
        } else {
            CallbackLog.notTaken(result, nanos);
            if (endpoint.failed(nanos)) {
                CallbackLog.failing(target, result);
            }
        }
    }
}
