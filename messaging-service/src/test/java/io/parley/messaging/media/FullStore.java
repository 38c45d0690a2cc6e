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

/** A store without free space at first: it writes to the device that the system provides as a full disk. */
@Alternative
@Singleton
public class FullStore implements MediaStore {
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private final Map<UUID, Buffer> stored = new ConcurrentHashMap<>();

    /** Fails for the given number of files. */
    static void isFullFor(int files) {
        FAILURES.set(files);
    }

    static boolean hasSpace() {
        return FAILURES.get() <= 0;
    }

    @Override
    public Uni<Void> put(UUID id, Path file) {
        return Uni.createFrom().item(() -> {
            try {
                var bytes = Files.readAllBytes(file);
                if (FAILURES.getAndDecrement() > 0) {
                    Files.write(Path.of("/dev/full"), bytes);
                }
                stored.put(id, Buffer.buffer(bytes));
                Files.delete(file);
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Multi<Buffer> read(UUID id) {
        var bytes = stored.get(id);
        return bytes == null
                ? Multi.createFrom().failure(new NoSuchFileException(id.toString()))
                : Multi.createFrom().item(bytes);
    }

    @Override
    public Uni<Void> remove(UUID id) {
        stored.remove(id);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<UUID>> list(int shard) {
        return Uni.createFrom().item(List.of());
    }
}
