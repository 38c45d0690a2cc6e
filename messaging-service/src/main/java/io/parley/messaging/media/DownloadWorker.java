package io.parley.messaging.media;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.messaging.media.DownloadResult.Failed;
import io.parley.messaging.media.DownloadResult.Fetched;
import io.parley.messaging.media.DownloadResult.Retry;
import io.parley.messaging.media.store.MediaStore;
import io.parley.runtime.work.InstanceSignals;
import io.parley.runtime.work.JobLoop;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Downloads files of inbound messages with limited concurrency. {@code parley.media.fetches} counts the outcomes. */
@Singleton
class DownloadWorker {
    private final DownloadJobs jobs;
    private final DownloadMedia download;
    private final MediaStore store;
    private final MeterRegistry meters;
    private final JobLoop<DownloadJob> loop;

    DownloadWorker(
            DownloadJobs jobs,
            DownloadMedia download,
            MediaStore store,
            MeterRegistry meters,
            MediaConfig settings,
            InstanceSignals signals,
            Vertx vertx) {
        this.jobs = jobs;
        this.download = download;
        this.store = store;
        this.meters = meters;
        this.loop = JobLoop.named("media")
                .batch(settings.fetch().concurrency())
                .concurrency(settings.fetch().concurrency())
                .every(settings.fetch().poll())
                .signal(signals.signal("media", this::onNotify))
                .build(vertx, jobs::claim, this::work);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    /** An interrupted download is repeated after its lease expired. */
    void stop(@Observes ShutdownEvent event) {
        loop.stop().subscribe().with(done -> {});
    }

    void wake() {
        loop.wake();
    }

    private void onNotify() {
        loop.onNotify();
    }

    private Uni<Void> work(DownloadJob job) {
        return download.fetch(job).invoke(this::report).chain(result -> jobs.record(result)
                .chain(recorded -> removeIfDeleted(result, recorded)));
    }

    /** Removes the bytes of a file that was deleted during the download. */
    private Uni<Void> removeIfDeleted(DownloadResult result, boolean recorded) {
        return result instanceof Fetched(var job, var size, var sha256) && !recorded
                ? jobs.isDeleted(job.mediaId())
                        .chain(deleted -> deleted
                                ? store.remove(job.mediaId())
                                : Uni.createFrom().voidItem())
                : Uni.createFrom().voidItem();
    }

    private void report(DownloadResult result) {
        switch (result) {
            case Fetched(var job, var size, var sha256) -> {
                count("fetched");
                Log.infof("file downloaded mediaId=%s attempt=%d size=%d", job.mediaId(), job.attempt() + 1, size);
            }
            case Retry(var job, var reason, var pause, var counts) -> {
                count("again");
                Log.warnf(
                        "file download failed, will be retried mediaId=%s attempt=%d cause=%s",
                        job.mediaId(), job.attempt() + 1, reason);
            }
            case Failed(var job, var reason) -> {
                count("failed");
                Log.warnf(
                        "file download failed, no retry left mediaId=%s attempt=%d cause=%s",
                        job.mediaId(), job.attempt() + 1, reason);
            }
        }
    }

    private void count(String outcome) {
        Counter.builder("parley.media.fetches")
                .description("Attempts to download files of inbound messages")
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }
}
