package io.parley.messaging.callback.delivery;

import io.opentelemetry.api.trace.SpanKind;
import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.EndpointId;
import io.parley.messaging.callback.endpoint.Destination;
import io.parley.messaging.callback.endpoint.DisabledEndpoints;
import io.parley.messaging.callback.endpoint.EndpointLimiter;
import io.parley.messaging.callback.endpoint.EndpointLimiters;
import io.parley.messaging.callback.endpoint.EndpointOutages;
import io.parley.messaging.callback.store.Attempt;
import io.parley.messaging.callback.store.CallbackJob;
import io.parley.messaging.callback.store.CallbackResult;
import io.parley.messaging.callback.store.CallbackResult.Attempted;
import io.parley.messaging.callback.store.CallbackResult.Delivered;
import io.parley.messaging.callback.store.CallbackResult.Exhausted;
import io.parley.messaging.callback.store.CallbackResult.Parked;
import io.parley.messaging.callback.store.CallbackResult.Released;
import io.parley.messaging.callback.store.CallbackResult.Retry;
import io.parley.messaging.callback.store.CallbackResult.Suspended;
import io.parley.messaging.configuration.CallbackSettingsPropagation;
import io.parley.runtime.egress.GuardedHttp;
import io.parley.runtime.telemetry.Traces;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Makes one attempt to deliver a callback, unless its endpoint is disabled. Callbacks of the same message are sent
 * sequentially. Never fails: every outcome is a value.
 */
@Singleton
class DeliverCallback {
    private final CallbackConfig config;
    private final RetrySchedules schedules;
    private final EndpointLimiters endpoints;
    private final CallbackSettingsPropagation settings;
    private final EndpointOutages outages;
    private final DisabledEndpoints disabled;
    private final GuardedHttp http;
    private final CallbackMetrics metrics;
    private final InstantSource time;
    private final MessageOrder order = new MessageOrder();

    DeliverCallback(
            CallbackConfig config,
            RetrySchedules schedules,
            EndpointLimiters endpoints,
            CallbackSettingsPropagation settings,
            EndpointOutages outages,
            DisabledEndpoints disabled,
            GuardedHttp http,
            CallbackMetrics metrics,
            InstantSource time) {
        this.config = config;
        this.schedules = schedules;
        this.endpoints = endpoints;
        this.settings = settings;
        this.outages = outages;
        this.disabled = disabled;
        this.http = http;
        this.metrics = metrics;
        this.time = time;
    }

    Uni<CallbackResult> deliver(CallbackJob job) {
        return Uni.createFrom()
                .deferred(() -> start(job))
                .onFailure()
                .recoverWithItem(failure -> notDelivered(job, Attempt.failed(time.instant(), 0, null, failure)));
    }

    private Uni<CallbackResult> start(CallbackJob job) {
        return endpoints
                .destination(job.row())
                .map(destination -> deliverInOrder(job, destination))
                .orElseGet(() -> noUrl(job));
    }

    /** Checks the capacity first: a callback that cannot be sent now must not occupy slots of the worker. */
    private Uni<CallbackResult> deliverInOrder(CallbackJob job, Destination destination) {
        var endpoint = endpoints.of(destination.endpoint());
        if (disabled.isAny() && disabled.contains(id(job, endpoint))) {
            return Uni.createFrom().item(new Suspended(job, endpoint.endpointKey()));
        }
        CallbackResult parked = new Parked(job, endpoint.endpointKey());
        return endpoint.admit(job.due().plus(job.held()))
                ? order.run(
                                job.row().messageId(),
                                () -> endpoint.run(() -> attempt(job, destination, endpoint), parked))
                        .onTermination()
                        .invoke(() -> endpoints.release(endpoint))
                : Uni.createFrom().item(parked);
    }

    /** Uses the current settings, which may have changed while the callback waited for its turn. */
    private Uni<CallbackResult> attempt(CallbackJob job, Destination planned, EndpointLimiter endpoint) {
        var destination = endpoints.destination(job.row());
        if (destination.isEmpty()) {
            return noUrl(job);
        }
        var leaseIsShort = job.held().compareTo(config.lease().dividedBy(2)) > 0; // could expire during the request
        return leaseIsShort || !destination.get().endpoint().equals(planned.endpoint())
                ? Uni.createFrom().item(new Released(job))
                : attempt(job, endpoint, destination.get());
    }

    private Uni<CallbackResult> attempt(CallbackJob job, EndpointLimiter endpoint, Destination destination) {
        metrics.attemptStarted(job);
        var at = time.instant();
        var started = System.nanoTime();
        return post(job, destination)
                .map(answer -> Attempt.answered(at, System.nanoTime() - started, destination.urlWithoutQuery(), answer))
                .onFailure()
                .recoverWithItem(failure ->
                        Attempt.failed(at, System.nanoTime() - started, destination.urlWithoutQuery(), failure))
                .map(attempt -> finished(classify(job, attempt), destination, endpoint));
    }

    private Uni<GuardedHttp.Answer> post(CallbackJob job, Destination destination) {
        var body = job.row().body().getBytes(StandardCharsets.UTF_8);
        var headers = CallbackHeaders.of(job.id(), destination.settings(), time.instant(), body);
        return Traces.linked(
                job.row().traceparent(),
                "callback",
                SpanKind.CLIENT,
                () -> http.post(destination.url(), headers, body, config.deadline(), config.maxResponse()));
    }

    private Attempted classify(CallbackJob job, Attempt attempt) {
        return attempt.isSuccess() ? new Delivered(job, attempt) : notDelivered(job, attempt);
    }

    private Attempted notDelivered(CallbackJob job, Attempt attempt) {
        var row = job.row();
        return schedules
                .of(row.kind(), row.channel())
                .pause(row.id(), job.attempts() + 1, job.age().plus(job.held()))
                .<Attempted>map(pause -> new Retry(job, max(requestedDelay(attempt), pause), attempt, null))
                .orElseGet(() -> new Exhausted(job, attempt));
    }

    /** A {@code Retry-After} only delays a scheduled attempt: it never adds, skips or advances one. */
    private static Duration max(Duration requestedDelay, Duration pause) {
        return requestedDelay.compareTo(pause) > 0 ? requestedDelay : pause;
    }

    private Duration requestedDelay(Attempt attempt) {
        var max = config.maxRetryAfter();
        return attempt.retryAfter().compareTo(max) > 0 ? max : attempt.retryAfter();
    }

    /** Another instance may have planned the callback with settings that are not loaded here yet. */
    private Uni<CallbackResult> noUrl(CallbackJob job) {
        return settings.loaded()
                .<CallbackResult>map(loaded -> endpoints.destination(job.row()).isPresent()
                        ? new Released(job)
                        : new Exhausted(job, Attempt.noUrl(time.instant(), "no address")))
                .onFailure()
                .recoverWithItem(() -> new Released(job));
    }

    private CallbackResult finished(Attempted result, Destination destination, EndpointLimiter endpoint) {
        metrics.attemptEnded(result);
        if (result instanceof Delivered) {
            succeeded(result, destination, endpoint);
        } else {
            failed(result, destination, endpoint);
        }
        return result instanceof Retry retry && endpoint.isOpen() ? retry.parkedFor(endpoint.endpointKey()) : result;
    }

    private void succeeded(Attempted result, Destination destination, EndpointLimiter endpoint) {
        CallbackLog.delivered(result);
        outages.succeeded(id(result.job(), endpoint));
        if (endpoint.succeeded(nanos(result))) {
            CallbackLog.recovered(destination);
        }
    }

    private void failed(Attempted result, Destination destination, EndpointLimiter endpoint) {
        CallbackLog.notDelivered(result);
        outages.failed(id(result.job(), endpoint), destination.endpointUrl());
        if (endpoint.failed(nanos(result))) {
            CallbackLog.failing(destination, result);
        }
    }

    private static EndpointId id(CallbackJob job, EndpointLimiter endpoint) {
        return new EndpointId(job.row().accountId(), endpoint.endpointKey());
    }

    private static long nanos(Attempted result) {
        return result.attempt().took().toNanos();
    }
}
