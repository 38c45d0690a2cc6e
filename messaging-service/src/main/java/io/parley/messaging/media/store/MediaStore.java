package io.parley.messaging.media.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * Stores files by id. All instances of a service share one store; a stored file is readable by all of them.
 * Implementations neither block nor hold a whole file in memory.
 */
public interface MediaStore {

    /** Number of shards, by the last byte of the id, so that all ids can be listed in parts. */
    int SHARDS = 256;

    /** Moves a local file into the store; completes when it is durable and the local file is deleted. */
    Uni<Void> put(UUID id, Path file);

    /** Reads a file with backpressure. Fails with {@link NoSuchFileException} if it does not exist. */
    Multi<Buffer> read(UUID id);

    /** Deletes a file; succeeds if it does not exist. */
    Uni<Void> remove(UUID id);

    /** Lists the ids of a shard, in no order. */
    Uni<List<UUID>> list(int shard);

    /** Name of the shard, two hex digits. */
    static String shard(int number) {
        return "%02x".formatted(number);
    }

    /** Key of an id: its shard, a slash, the id. */
    static String key(UUID id) {
        return shard((int) (id.getLeastSignificantBits() & 0xFF)) + "/" + id;
    }
}
