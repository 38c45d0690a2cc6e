package io.parley.messaging.media;

import io.parley.messaging.channel.MediaHandle;
import io.parley.messaging.channel.MediaHandle.NotReady;
import io.parley.messaging.channel.MediaHandle.Ready;
import io.parley.messaging.channel.MediaUpload;
import io.parley.messaging.channel.MediaUploader;
import io.parley.messaging.media.store.MediaStore;
import io.parley.model.ChannelName;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Hands each file to each sender's network once, however many messages want it at a time: those of this instance wait for
 * the one transfer, those of others find its lease taken. A transfer lives on when those who wait for it lose patience.
 */
@ApplicationScoped
class ProviderUpload {
    private final Map<ChannelName, MediaUploader> sinks;
    private final UploadLeases leases;
    private final MediaStore store;
    private final Map<Transfer, CompletableFuture<MediaHandle>> underWay = new ConcurrentHashMap<>();

    ProviderUpload(@All List<MediaUploader> sinks, UploadLeases leases, MediaStore store) {
        this.sinks = sinks.stream().collect(Collectors.toMap(MediaUploader::channel, Function.identity()));
        this.leases = leases;
        this.store = store;
    }

    private record Transfer(UUID mediaId, String network) {}

    Uni<MediaHandle> once(StoredFile file, Sender sender) {
        var sink = sinks.get(sender.channel());
        if (sink == null) {
            throw new IllegalStateException(sender.channel() + " takes no files");
        }
        return Uni.createFrom()
                .completionStage(
                        () -> shared(new Transfer(file.id(), sender.providerId()), () -> claimed(file, sender, sink)
                                .subscribeAsCompletionStage()));
    }

    private CompletableFuture<MediaHandle> shared(Transfer transfer, Supplier<CompletableFuture<MediaHandle>> begin) {
        var mine = new CompletableFuture<MediaHandle>();
        var others = underWay.putIfAbsent(transfer, mine);
        if (others != null) {
            return others.copy();
        }
        begin.get().whenComplete((handle, failure) -> {
            underWay.remove(transfer);
            if (failure == null) {
                mine.complete(handle);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine.copy();
    }

    private Uni<MediaHandle> claimed(StoredFile file, Sender sender, MediaUploader sink) {
        return leases.claim(file.id(), sender.providerId())
                .chain(lease -> lease.isPresent()
                        ? uploaded(file, sender, sink, lease.getAsLong())
                        : Uni.createFrom().item(OutboundMedia.onItsWay(file.id())));
    }

    private Uni<MediaHandle> uploaded(StoredFile file, Sender sender, MediaUploader sink, long fence) {
        var outgoing =
                new MediaUpload(file.id(), file.contentType(), file.fileName(), file.size(), store.read(file.id()));
        return sink.upload(sender, outgoing)
                .onFailure(NoSuchFileException.class)
                .recoverWithItem(failure -> OutboundMedia.deleted(file.id()))
                .call(handle -> record(file, sender, sink, fence, handle))
                .onFailure()
                .call(failure -> leases.giveBack(file.id(), sender.providerId(), fence));
    }

    private Uni<Void> record(StoredFile file, Sender sender, MediaUploader sink, long fence, MediaHandle handle) {
        return switch (handle) {
            case Ready(var name, var fileName) -> {
                Log.infof("file handed over mediaId=%s sender=%s size=%d", file.id(), sender.id(), file.size());
                yield leases.keep(file.id(), sender.providerId(), fence, name, sink.handleLife());
            }
            case NotReady notReady -> leases.giveBack(file.id(), sender.providerId(), fence);
        };
    }
}
