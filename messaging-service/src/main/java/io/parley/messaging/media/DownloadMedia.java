package io.parley.messaging.media;

import io.parley.messaging.channel.MediaDownload.Found;
import io.parley.messaging.channel.MediaDownload.Later;
import io.parley.messaging.channel.MediaDownload.Unavailable;
import io.parley.messaging.channel.MediaFetcher;
import io.parley.messaging.media.DownloadResult.Failed;
import io.parley.messaging.media.DownloadResult.Fetched;
import io.parley.messaging.media.DownloadResult.Retry;
import io.parley.messaging.media.store.MediaStore;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.failure.FailureKind;
import io.parley.runtime.failure.Failures;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Downloads one file. Never fails: every outcome is a value. Verifies the length and hash reported by the provider.
 * Does not verify the type, as phones often report a wrong one and the customer expects the file as sent; it is served
 * as an attachment, which browsers do not open.
 */
@ApplicationScoped
class DownloadMedia {
    private final Map<ChannelName, MediaFetcher> fetchers;
    private final Directory directory;
    private final MediaStore store;
    private final UploadSpool spool;
    private final FileTypes types;
    private final MediaConfig settings;

    DownloadMedia(
            @All List<MediaFetcher> fetchers,
            Directory directory,
            MediaStore store,
            UploadSpool spool,
            FileTypes types,
            MediaConfig settings) {
        this.fetchers = fetchers.stream().collect(Collectors.toMap(MediaFetcher::channel, Function.identity()));
        this.directory = directory;
        this.store = store;
        this.spool = spool;
        this.types = types;
        this.settings = settings;
    }

    Uni<DownloadResult> fetch(DownloadJob job) {
        var sender = directory.sender(job.senderId());
        if (sender.isEmpty()) {
            return Uni.createFrom().item(new Failed(job, "the sender was deleted"));
        }
        if (job.attempt() > settings.fetch().retries().size()) {
            return Uni.createFrom().item(new Failed(job, "claimed too often"));
        }
        return fetch(job, sender.get()).onFailure().recoverWithItem(failure -> failed(job, failure));
    }

    private DownloadResult failed(DownloadJob job, Throwable failure) {
        var reason = Failures.describe(failure);
        return Failures.kindOf(failure) == FailureKind.STORAGE
                ? new Retry(job, reason, settings.fetch().retries().getFirst(), false)
                : retry(job, reason);
    }

    private Uni<DownloadResult> fetch(DownloadJob job, Sender sender) {
        var fetcher = fetchers.get(sender.channel());
        if (fetcher == null) {
            return Uni.createFrom().item(new Failed(job, "the channel has no files"));
        }
        return fetcher.fetch(sender, job.reference()).chain(answer -> switch (answer) {
            case Found found -> download(job, found);
            case Later(var reason) -> Uni.createFrom().item(retry(job, reason));
            case Unavailable(var reason) -> Uni.createFrom().item(new Failed(job, reason));
        });
    }

    private Uni<DownloadResult> download(DownloadJob job, Found found) {
        if (found.size() > types.maxSize(job.kind())) {
            found.abort().run();
            return Uni.createFrom().item(tooLarge(job));
        }
        return receive(job, found)
                .chain(bytes -> verify(job, found, bytes))
                .onFailure(StreamSpooler.TooLong.class)
                .recoverWithItem(failure -> tooLarge(job));
    }

    private Uni<SpooledFile> receive(DownloadJob job, Found found) {
        return spool.receive(found.bytes(), types.maxSize(job.kind()))
                .ifNoItem()
                .after(settings.fetch().deadline())
                .fail()
                .onFailure()
                .invoke(failure -> found.abort().run());
    }

    private Uni<DownloadResult> verify(DownloadJob job, Found found, SpooledFile bytes) {
        return mismatch(job, found, bytes)
                .map(result -> spool.discard(bytes).replaceWith(result))
                .orElseGet(() -> spool.move(bytes, job.mediaId(), store)
                        .replaceWith(new Fetched(job, bytes.size(), bytes.sha256())));
    }

    private Optional<DownloadResult> mismatch(DownloadJob job, Found found, SpooledFile bytes) {
        if (bytes.isEmpty() || (found.size() >= 0 && found.size() != bytes.size())) {
            return Optional.of(retry(job, "length mismatch"));
        }
        if (job.sha256() != null && !Arrays.equals(job.sha256(), bytes.sha256())) {
            return Optional.of(retry(job, "hash mismatch"));
        }
        return Optional.empty();
    }

    private DownloadResult retry(DownloadJob job, String reason) {
        var pauses = settings.fetch().retries();
        return job.attempt() < pauses.size()
                ? new Retry(job, reason, pauses.get(job.attempt()), true)
                : new Failed(job, reason);
    }

    private static DownloadResult tooLarge(DownloadJob job) {
        return new Failed(job, "too large");
    }
}
