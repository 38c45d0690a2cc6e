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

/** Spools streams to local files before they are accepted. */
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

    /** Writes the whole stream to a file; fails like {@link StreamSpooler#read}, leaving no file. */
    Uni<SpooledFile> receive(ReadStream<Buffer> bytes, long max) {
        var file = new SpoolWriter(stores.spoolFile(Ids.next()));
        return Uni.createFrom()
                .completionStage(() ->
                        new StreamSpooler(vertx, bytes, file, max).read(timeout).toCompletionStage());
    }

    /** Moves a file into the store; deletes it on failure, since this disk may be the full one. */
    Uni<Void> move(SpooledFile bytes, UUID id, MediaStore store) {
        return store.put(id, bytes.file()).onFailure().call(() -> discard(bytes));
    }

    /** Deletes a rejected file. */
    Uni<Void> discard(SpooledFile bytes) {
        return blocking(() -> {
            Files.deleteIfExists(bytes.file());
            return null;
        });
    }

    /** Deletes files left by crashes before that time. */
    Uni<Void> deleteOlderThan(Instant before) {
        return blocking(() -> {
            if (Files.isDirectory(stores.spoolFolder())) {
                deleteFiles(stores.spoolFolder(), before);
            }
            return null;
        });
    }

    private static void deleteFiles(Path folder, Instant before) throws IOException {
        try (var files = Files.list(folder)) {
            files.filter(file -> lastModified(file).isBefore(before))
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** A file deleted meanwhile needs no cleanup. */
    private static Instant lastModified(Path file) {
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
