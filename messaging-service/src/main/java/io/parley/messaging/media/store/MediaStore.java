package io.parley.messaging.media.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Keeps bytes by id. Several instances of a service work on one store at a time; what one has kept, all can read. Nothing
 * here blocks, holds a file whole in memory or knows what the bytes are.
 */
public interface MediaStore {

    /** Ids lie in so many drawers, by their last byte, so that all of them can be listed in portions. */
    int DRAWERS = 256;

    /** Takes a file of the local disk over: done when its bytes outlive a crash; then the file is gone from where it was. */
    Uni<Void> keep(UUID id, Path file);

    /** The bytes, read as they are asked for. Fails with {@link NoSuchFileException} if there are none of that id. */
    Multi<Buffer> read(UUID id);

    /** Done as well if there is nothing of that id. */
    Uni<Void> remove(UUID id);

    /** What lies in one drawer, in no order. */
    Uni<List<UUID>> list(int shard);

    /** Name of the drawer, two hex digits. */
    static String shard(int number) {
        return "%02x".formatted(number);
    }

    /** Where an id lies: its drawer, a slash, the id. */
    static String key(UUID id) {
        return shard((int) (id.getLeastSignificantBits() & 0xFF)) + "/" + id;
    }
}
