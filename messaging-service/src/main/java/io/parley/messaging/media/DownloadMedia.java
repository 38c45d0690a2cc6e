package io.parley.messaging.media;

import io.parley.messaging.channel.MediaDownload.Found;
import io.parley.messaging.channel.MediaDownload.Later;
import io.parley.messaging.channel.MediaDownload.Unavailable;
import io.parley.messaging.channel.MediaFetcher;
import io.parley.messaging.media.DownloadResult.Again;
import io.parley.messaging.media.DownloadResult.Failed;
import io.parley.messaging.media.DownloadResult.Fetched;
import io.parley.messaging.media.store.MediaStore;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.runtime.directory.Directory;
import io.parley.runtime.logging.Causes;
import io.parley.runtime.problem.Outages;
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
 * Fetches one file and says what became of it. Never fails: every outcome is a value. What the network says of a file is
 * compared with what comes: its length and its hash. People's phones name types wrongly, and a customer expects the file as
 * it was sent, so its type is not judged; it is served as an attachment that no browser opens.
 */
@ApplicationScoped
class DownloadMedia {
    private final Map<ChannelName, MediaFetcher> sources;
    private final Directory directory;
    private final MediaStore store;
    private final UploadSpool arrivals;
    private final FileTypes types;
    private final MediaConfig settings;

    DownloadMedia(
            @All List<MediaFetcher> sources,
            Directory directory,
            MediaStore store,
            UploadSpool arrivals,
            FileTypes types,
            MediaConfig settings) {
        this.sources = sources.stream().collect(Collectors.toMap(MediaFetcher::channel, Function.identity()));
        this.directory = directory;
        this.store = store;
        this.arrivals = arrivals;
        this.types = types;
        this.settings = settings;
    }

    Uni<DownloadResult> fetch(DownloadJob job) {
        var sender = directory.sender(job.senderId());
        if (sender.isEmpty()) {
            return Uni.createFrom().item(new Failed(job, "the sender is gone"));
        }
        if (job.attempt() > settings.fetch().retries().size()) {
            return Uni.createFrom().item(new Failed(job, "claimed too often"));
        }
        return fetch(job, sender.get()).onFailure().recoverWithItem(failure -> failed(job, failure));
    }

    private DownloadResult failed(DownloadJob job, Throwable failure) {
        var reason = Causes.describe(failure);
        return Outages.isStorage(failure)
                ? new Again(job, reason, settings.fetch().retries().getFirst(), false)
                : again(job, reason);
    }

    private Uni<DownloadResult> fetch(DownloadJob job, Sender sender) {
        return sources.get(sender.channel()).fetch(sender, job.reference()).chain(answer -> switch (answer) {
            case Found found -> take(job, found);
            case Later(var reason) -> Uni.createFrom().item(again(job, reason));
            case Unavailable(var reason) -> Uni.createFrom().item(new Failed(job, reason));
        });
    }

    private Uni<DownloadResult> take(DownloadJob job, Found found) {
        if (found.size() > types.largest(job.kind())) {
            found.abort().run();
            return Uni.createFrom().item(tooLarge(job));
        }
        return received(job, found)
                .chain(bytes -> checked(job, found, bytes))
                .onFailure(StreamSpooler.TooLong.class)
                .recoverWithItem(failure -> tooLarge(job));
    }

    private Uni<SpooledFile> received(DownloadJob job, Found found) {
        return arrivals.receive(found.bytes(), types.largest(job.kind()))
                .ifNoItem()
                .after(settings.fetch().deadline())
                .fail()
                .onFailure()
                .invoke(failure -> found.abort().run());
    }

    private Uni<DownloadResult> checked(DownloadJob job, Found found, SpooledFile bytes) {
        return error(job, found, bytes)
                .map(result -> arrivals.discard(bytes).replaceWith(result))
                .orElseGet(() -> arrivals.move(bytes, job.mediaId(), store)
                        .replaceWith(new Fetched(job, bytes.size(), bytes.sha256())));
    }

    private Optional<DownloadResult> error(DownloadJob job, Found found, SpooledFile bytes) {
        if (bytes.isEmpty() || (found.size() >= 0 && found.size() != bytes.size())) {
            return Optional.of(again(job, "not the length announced"));
        }
        if (job.sha256() != null && !Arrays.equals(job.sha256(), bytes.sha256())) {
            return Optional.of(again(job, "not the bytes announced"));
        }
        return Optional.empty();
    }

    private DownloadResult again(DownloadJob job, String reason) {
        var pauses = settings.fetch().retries();
        return job.attempt() < pauses.size()
                ? new Again(job, reason, pauses.get(job.attempt()), true)
                : new Failed(job, reason);
    }

    private static DownloadResult tooLarge(DownloadJob job) {
        return new Failed(job, "too large");
    }
}
