package io.parley.template.submission;

import io.parley.runtime.resilience.BackOff;
import io.parley.runtime.work.JobLoop;
import io.parley.template.store.TemplateChange;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;

/** Processes the due jobs. */
@ApplicationScoped
public class SubmissionWorker {
    /** Longer than {@link #DEADLINE}, so that an attempt ends before its job is claimed again. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** For the samples of ten cards, and the calls. */
    private static final Duration DEADLINE = Duration.ofMinutes(4);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final SubmissionJobs jobs;
    private final SubmitLocalization submit;
    private final BackOff backOff;
    private final JobLoop<SubmissionJob> loop;

    SubmissionWorker(SubmissionJobs jobs, SubmitLocalization submit, SubmissionConfig settings, Vertx vertx) {
        this.jobs = jobs;
        this.submit = submit;
        this.backOff = new BackOff(settings.firstPause(), settings.maxPause());
        this.loop = JobLoop.named("template-submission")
                .batch(settings.concurrency())
                .concurrency(settings.concurrency())
                .every(settings.poll())
                .build(vertx, max -> jobs.claim(max, LEASE), this::process);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes @Priority(5) ShutdownEvent event) {
        loop.stop().await().atMost(STOP_TIMEOUT);
    }

    /**
     * Requests that localizations are submitted, or deleted if their template is deleted, in the transaction of the
     * change. Starts after the commit.
     */
    public Uni<Void> request(TemplateChange change, Collection<UUID> localizationIds) {
        change.afterCommit(loop::wake);
        return localizationIds.isEmpty() ? Uni.createFrom().voidItem() : jobs.request(localizationIds);
    }

    private Uni<Void> process(SubmissionJob job) {
        return submit.process(job)
                .ifNoItem()
                .after(DEADLINE)
                .recoverWithItem(AttemptResult.RETRY)
                .chain(result -> switch (result) {
                    case DONE -> jobs.complete(job);
                    case RETRY -> jobs.postpone(job, backOff.pause(job.attempt() - 1));
                });
    }
}
