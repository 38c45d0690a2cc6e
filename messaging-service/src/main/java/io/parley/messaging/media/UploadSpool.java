package io.parley.messaging.media;

import io.parley.messaging.media.store.MediaStore;
import io.parley.messaging.media.store.Stores;
import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Where streams become files, before it is known whether they may stay. */
@ApplicationScoped
class UploadSpool {
    private final Vertx vertx;
    private final Stores stores;
    private final Duration timeout;

    UploadSpool(Vertx vertx, Stores stores, MediaConfig settings) {
        this.vertx = vertx;
        this.stores = stores;
        this.timeout = settings.timeout();
    }

    /** The whole stream as a file; fails like {@link StreamSpooler#read}, and leaves nothing then. */
    Uni<SpooledFile> receive(ReadStream<Buffer> bytes, long max) {
        var file = new SpoolWriter(stores.arrival(Ids.next()));
        return Uni.createFrom()
                .completionStage(() ->
                        new StreamSpooler(vertx, bytes, file, max).read(timeout).toCompletionStage());
    }

    /** Moves a file into the store; one that cannot be moved does not stay here, since this disk may be the full one. */
    Uni<Void> move(SpooledFile bytes, UUID id, MediaStore store) {
        return store.keep(id, bytes.file()).onFailure().call(() -> discard(bytes));
    }

    /** One that may not stay. */
    Uni<Void> discard(SpooledFile bytes) {
        return blocking(() -> {
            Files.deleteIfExists(bytes.file());
            return null;
        });
    }

    /** What crashes left over before that time. */
    Uni<Void> sweep(Instant before) {
        return blocking(() -> {
            if (Files.isDirectory(stores.arrivals())) {
                deleteOlder(stores.arrivals(), before);
            }
            return null;
        });
    }

    private static void deleteOlder(Path folder, Instant before) throws IOException {
        try (var files = Files.list(folder)) {
            files.filter(file -> changed(file).isBefore(before))
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** One that vanishes meanwhile needs no sweeping. */
    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.MAX;
        }
    }

    private Uni<Void> blocking(Callable<Void> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
