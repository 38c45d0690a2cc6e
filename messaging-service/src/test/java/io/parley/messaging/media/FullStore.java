package io.parley.messaging.media;

import io.parley.messaging.media.store.MediaStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that has no space left at first: it writes to the device that the system offers as a full disk. */
@Alternative
@Singleton
public class FullStore implements MediaStore {
    private static final AtomicInteger LEFT = new AtomicInteger();

    private final Map<UUID, Buffer> kept = new ConcurrentHashMap<>();

    /** How many files it does not take. */
    static void isFullFor(int files) {
        LEFT.set(files);
    }

    static boolean hasSpace() {
        return LEFT.get() <= 0;
    }

    @Override
    public Uni<Void> keep(UUID id, Path file) {
        return Uni.createFrom().item(() -> {
            try {
                var bytes = Files.readAllBytes(file);
                if (LEFT.getAndDecrement() > 0) {
                    Files.write(Path.of("/dev/full"), bytes);
                }
                kept.put(id, Buffer.buffer(bytes));
                Files.delete(file);
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Multi<Buffer> read(UUID id) {
        var bytes = kept.get(id);
        return bytes == null
                ? Multi.createFrom().failure(new NoSuchFileException(id.toString()))
                : Multi.createFrom().item(bytes);
    }

    @Override
    public Uni<Void> remove(UUID id) {
        kept.remove(id);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<UUID>> list(int shard) {
        return Uni.createFrom().item(List.of());
    }
}
