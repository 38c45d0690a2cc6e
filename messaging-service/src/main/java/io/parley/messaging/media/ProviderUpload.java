package io.parley.messaging.media;

import io.parley.messaging.channel.MediaHandle;
import io.parley.messaging.channel.MediaHandle.NotReady;
import io.parley.messaging.channel.MediaHandle.Ready;
import io.parley.messaging.channel.MediaUpload;
import io.parley.messaging.channel.MediaUploader;
import io.parley.messaging.media.UploadLeases.UploadLease;
import io.parley.messaging.media.store.MediaStore;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Uploads each file once to each sender's provider, however many messages need it at a time: those of this instance
 * wait for the same transfer, other instances find its lease held. A transfer continues when the callers waiting for it
 * time out.
 */
@ApplicationScoped
class ProviderUpload {
    private final Map<ChannelName, MediaUploader> uploaders;
    private final UploadLeases leases;
    private final MediaStore store;
    private final Map<Transfer, CompletableFuture<MediaHandle>> inFlight = new ConcurrentHashMap<>();

    ProviderUpload(@All List<MediaUploader> uploaders, UploadLeases leases, MediaStore store) {
        this.uploaders = uploaders.stream().collect(Collectors.toMap(MediaUploader::channel, Function.identity()));
        this.leases = leases;
        this.store = store;
    }

    private record Transfer(UUID mediaId, String providerId) {}

    Uni<MediaHandle> once(UsableFile file, Sender sender) {
        var uploader = uploader(sender);
        return Uni.createFrom()
                .completionStage(() ->
                        join(new Transfer(file.id(), sender.providerId()), () -> claimAndUpload(file, sender, uploader)
                                .subscribeAsCompletionStage()));
    }

    /** Returns whether one of the handles was forgotten or replaced. */
    Uni<Boolean> forget(Map<UUID, String> handles, Sender sender) {
        return leases.forget(handles, sender.providerId(), uploader(sender).handleLifetime())
                .invoke(forgotten -> Log.infof(
                        "handles forgotten=%b mediaIds=%s sender=%s", forgotten, handles.keySet(), sender.id()));
    }

    private MediaUploader uploader(Sender sender) {
        var uploader = uploaders.get(sender.channel());
        if (uploader == null) {
            throw new IllegalStateException(sender.channel() + " does not support files");
        }
        return uploader;
    }

    private CompletableFuture<MediaHandle> join(Transfer transfer, Supplier<CompletableFuture<MediaHandle>> start) {
        var own = new CompletableFuture<MediaHandle>();
        var existing = inFlight.putIfAbsent(transfer, own);
        if (existing != null) {
            return existing.copy();
        }
        start.get().whenComplete((handle, failure) -> {
            inFlight.remove(transfer);
            if (failure == null) {
                own.complete(handle);
            } else {
                own.completeExceptionally(failure);
            }
        });
        return own.copy();
    }

    private Uni<MediaHandle> claimAndUpload(UsableFile file, Sender sender, MediaUploader uploader) {
        return leases.claim(file.id(), sender.providerId())
                .chain(claimed -> claimed.map(lease -> upload(file, sender, uploader, lease))
                        .orElseGet(() -> Uni.createFrom().item(OutboundMedia.uploadPending(file.id()))));
    }

    private Uni<MediaHandle> upload(UsableFile file, Sender sender, MediaUploader uploader, UploadLease lease) {
        var outgoing =
                new MediaUpload(file.id(), file.contentType(), file.fileName(), file.size(), store.read(file.id()));
        return uploader.upload(sender, outgoing)
                .onFailure(NoSuchFileException.class)
                .recoverWithItem(failure -> OutboundMedia.deleted(file.id()))
                .invoke(handle -> log(file, sender, handle))
                .call(handle -> end(lease, handle, uploader.handleLifetime()))
                .onFailure()
                .call(failure -> leases.release(lease));
    }

    private Uni<Void> end(UploadLease lease, MediaHandle handle, Duration lifetime) {
        return switch (handle) {
            case Ready ready -> leases.complete(lease, ready.handle(), lifetime);
            case NotReady notReady -> leases.release(lease);
        };
    }

    private static void log(UsableFile file, Sender sender, MediaHandle handle) {
        if (handle instanceof Ready) {
            Log.infof("file uploaded mediaId=%s sender=%s size=%d", file.id(), sender.id(), file.size());
        }
    }
}
