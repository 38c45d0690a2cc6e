package io.parley.messaging.dispatch;

import io.opentelemetry.api.trace.SpanKind;
import io.parley.messaging.channel.Channel;
import io.parley.messaging.channel.MediaHandle;
import io.parley.messaging.channel.MediaHandles;
import io.parley.messaging.channel.MessageContent;
import io.parley.messaging.channel.ProviderReferences;
import io.parley.messaging.channel.Submission;
import io.parley.messaging.dispatch.NextStep.Why;
import io.parley.messaging.model.ProviderError;
import io.parley.messaging.queue.DispatchConfig;
import io.parley.messaging.queue.DispatchJob;
import io.parley.messaging.queue.SenderCircuitBreakers;
import io.parley.messaging.queue.WaitingReason;
import io.parley.runtime.background.DeadlineTimer;
import io.parley.runtime.failure.Failures;
import io.parley.runtime.telemetry.Traces;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one claimed job: checks the sender's circuit breaker, calls the channel outside any transaction and
 * returns the result with the next step. Never fails: after an unexpected error the message is in doubt.
 */
@ApplicationScoped
class AttemptSend {

    private static final ProviderError TIMEOUT = ProviderError.ours("timeout", "The provider did not respond in time.");

    private static final Submission FILE_LOST = new Submission.RecipientThrottled(
            ProviderError.ours("media", "The provider no longer has a file of this message; it is uploaded again."),
            Duration.ofSeconds(1));

    private final RetryPolicy retryPolicy;
    private final SenderCircuitBreakers circuitBreakers;
    private final DispatchConfig config;
    private final DispatchMetrics metrics;
    private final MediaHandles media;
    private final InstantSource time;

    AttemptSend(
            RetryPolicy retryPolicy,
            SenderCircuitBreakers circuitBreakers,
            DispatchConfig config,
            DispatchMetrics metrics,
            MediaHandles media,
            InstantSource time) {
        this.retryPolicy = retryPolicy;
        this.circuitBreakers = circuitBreakers;
        this.config = config;
        this.metrics = metrics;
        this.media = media;
        this.time = time;
    }

    Uni<DispatchResult> run(DispatchJob job, Channel<?> channel) {
        if (job.expired()) {
            metrics.expired(job.message().channel(), 1);
            return withoutCall(job, new NextStep.Failed(RetryPolicy.EXPIRED));
        }
        if (!job.outbound().hasSender()) {
            return withoutCall(job, new NextStep.Failed(RetryPolicy.NO_SENDER));
        }
        if (isLate(job)) {
            return withoutCall(job, released(Duration.ZERO));
        }
        var circuitBreaker = circuitBreakers.of(job.message().senderId());
        if (!circuitBreaker.tryAcquire()) {
            return withoutCall(
                    job, released(circuitBreaker.remaining(), new Why(WaitingReason.CIRCUIT_BREAKER_OPEN, null)));
        }
        return attempt(job, channel)
                .invoke(attempt -> circuitBreaker.onResult(job.lane(), attempt.submission()))
                .map(attempt -> new DispatchResult(job, next(job, channel, attempt.submission()), attempt));
    }

    private static Uni<DispatchResult> withoutCall(DispatchJob job, NextStep next) {
        return Uni.createFrom().item(new DispatchResult(job, next));
    }

    private Uni<SubmitAttempt> attempt(DispatchJob job, Channel<?> channel) {
        var at = time.instant();
        var start = System.nanoTime();
        return call(job, channel)
                .map(submission -> new SubmitAttempt(job, at, Duration.ofNanos(System.nanoTime() - start), submission));
    }

    /** Releases a job as if it had never been claimed. */
    static NextStep released(Duration atLeast) {
        return released(atLeast, null);
    }

    private static NextStep released(Duration atLeast, @Nullable Why why) {
        var jitter = atLeast.isZero() ? 0 : ThreadLocalRandom.current().nextLong(1_000);
        return new NextStep.Retry(atLeast.plusMillis(jitter), false, false, why);
    }

    private NextStep next(DispatchJob job, Channel<?> channel, Submission submission) {
        var next = retryPolicy.after(
                job.outbound().attempt(), job.outbound().throttles(), submission, ThreadLocalRandom.current());
        metrics.attempted(job, submission);
        return next instanceof NextStep.Failed(var error, var leavesUnknown)
                ? new NextStep.Failed(error, segments(job, channel) > 1)
                : next;
    }

    /** The provider may have accepted earlier segments of a text that it rejects. */
    @SuppressWarnings("unchecked") // the content was read by this channel's own family
    private static int segments(DispatchJob job, Channel<?> channel) {
        return ((Channel<MessageContent>) channel)
                .references(job.message().id(), job.outbound().content(), null)
                .size();
    }

    private Uni<Submission> call(DispatchJob job, Channel<?> channel) {
        return Traces.continued(
                        job.message().traceparent(),
                        "submit " + channel.name(),
                        SpanKind.CLIENT,
                        () -> submit(job, channel))
                .ifNoItem()
                .after(config.callTimeout())
                .on(DeadlineTimer.shared())
                .recoverWithItem(new Submission.InDoubt(TIMEOUT))
                .onFailure()
                .recoverWithItem(AttemptSend::inDoubt);
    }

    /** Uploads the files first; a message whose file is not ready is not submitted. */
    private Uni<Submission> submit(DispatchJob job, Channel<?> channel) {
        var files = job.outbound().content().media().keySet();
        return files.isEmpty()
                ? send(job, channel)
                : handles(job, files).chain(handles -> sendWithFiles(job, channel, handles));
    }

    private Uni<Map<UUID, MediaHandle>> handles(DispatchJob job, Set<UUID> files) {
        return Multi.createFrom()
                .iterable(files)
                .onItem()
                .transformToUniAndMerge(file -> media.handle(
                                file, job.message().id(), job.outbound().sender())
                        .map(handle -> Map.entry(file, handle)))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Uni<Submission> sendWithFiles(DispatchJob job, Channel<?> channel, Map<UUID, MediaHandle> handles) {
        Map<UUID, String> ready = new HashMap<>();
        for (var file : handles.entrySet()) {
            switch (file.getValue()) {
                case MediaHandle.Ready(var handle, var fileName) -> ready.put(file.getKey(), handle);
                case MediaHandle.NotReady(var outcome) -> {
                    return Uni.createFrom().item(outcome);
                }
            }
        }
        return send(job.with(new ProviderReferences(job.outbound().references().messages(), ready)), channel)
                .chain(submission -> withLostFilesForgotten(job, submission, ready));
    }

    /** The next attempt uploads the files again; if they are new, the provider rejected something else. */
    private Uni<Submission> withLostFilesForgotten(DispatchJob job, Submission submission, Map<UUID, String> handles) {
        return submission instanceof Submission.Rejected rejected && rejected.mayBeLostFile()
                ? media.forget(handles, job.outbound().sender())
                        .map(isForgotten -> isForgotten ? FILE_LOST : submission)
                : Uni.createFrom().item(submission);
    }

    @SuppressWarnings("unchecked") // the content was read by this channel's own family
    private static Uni<Submission> send(DispatchJob job, Channel<?> channel) {
        return ((Channel<MessageContent>) channel).submit(job.outbound());
    }

    /** Another instance may have claimed it, or soon may: half of the lease is reserved for the call and its result. */
    private boolean isLate(DispatchJob job) {
        return System.nanoTime() - job.claimedAt() > config.lease().toNanos() / 2;
    }

    private static Submission inDoubt(Throwable failure) {
        return new Submission.InDoubt(
                ProviderError.ours("failure", "The call ended unexpectedly: " + Failures.describe(failure)));
    }
}
