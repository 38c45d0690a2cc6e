package io.parley.messaging.media.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.ids.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract of all stores. Subclasses only create the store. */
abstract class MediaStoreContract {
    @TempDir
    Path folder;

    Vertx vertx;
    MediaStore store;

    abstract MediaStore createStore();

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        store = createStore();
    }

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void storedFileIsReadUnchanged() throws IOException {
        for (var size : new int[] {1, 128 * 1024, 5_000_000}) {
            var bytes = bytes(size);
            var id = put(bytes);

            assertArrayEquals(bytes, read(id));
        }
    }

    @Test
    void putDeletesTheLocalFile() throws IOException {
        var file = Files.write(folder.resolve("arrived"), bytes(10));

        wait(store.put(Ids.next(), file));

        assertFalse(Files.exists(file));
    }

    @Test
    void putReplacesAnExistingFile() throws IOException {
        var id = put(bytes(100));

        wait(store.put(id, Files.write(folder.resolve("again"), bytes(50))));

        assertArrayEquals(bytes(50), read(id));
    }

    @Test
    void readOfAMissingFileFails() {
        var failure = assertThrows(Exception.class, () -> read(Ids.next()));

        assertInstanceOf(NoSuchFileException.class, failure.getCause());
    }

    @Test
    void removeIsIdempotent() throws IOException {
        var id = put(bytes(10));

        wait(store.remove(id));
        wait(store.remove(id));

        assertThrows(Exception.class, () -> read(id));
    }

    @Test
    void listReturnsTheIdsOfAShard() throws IOException {
        var ids = Set.of(putIntoShard(7), putIntoShard(7), putIntoShard(7), putIntoShard(7), putIntoShard(7));
        var other = putIntoShard(8);

        assertEquals(ids, Set.copyOf(wait(store.list(7))));
        assertEquals(List.of(other), wait(store.list(8)));
        assertEquals(List.of(), wait(store.list(9)));
    }

    @Test
    void cancellationStopsTheRead() throws IOException {
        var id = put(bytes(5_000_000));

        var first = store.read(id).toUni().await().atMost(Duration.ofSeconds(10));

        assertTrue(first.length() > 0 && first.length() < 5_000_000);
        wait(store.remove(id));
    }

    UUID put(byte[] bytes) throws IOException {
        return put(Ids.next(), bytes);
    }

    private UUID putIntoShard(int shard) throws IOException {
        var id = Ids.next();
        return put(new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() & ~0xFFL | shard), bytes(1));
    }

    private UUID put(UUID id, byte[] bytes) throws IOException {
        wait(store.put(id, file(bytes)));
        return id;
    }

    Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve(Ids.next().toString()), bytes);
    }

    byte[] read(UUID id) {
        return wait(store.read(id).collect().in(Buffer::buffer, Buffer::appendBuffer))
                .getBytes();
    }

    static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    static byte[] bytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
