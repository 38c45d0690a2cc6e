package io.parley.messaging.media.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Stores files in a folder. Writes are atomic: a file is written elsewhere and renamed. */
final class DiskStore implements MediaStore {
    private static final int CHUNK = 128 * 1024;
    private static final OpenOptions READING =
            new OpenOptions().setRead(true).setWrite(false).setCreate(false);

    private final Vertx vertx;
    private final Path folder;

    DiskStore(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.folder = folder;
    }

    @Override
    public Uni<Void> put(UUID id, Path file) {
        return blocking(() -> {
            var path = path(id);
            PrivateFiles.createFolderOf(path);
            Files.move(file, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolderOf(path);
            return null;
        });
    }

    @Override
    public Multi<Buffer> read(UUID id) {
        return uni(() -> vertx.fileSystem().open(path(id).toString(), READING))
                .onFailure(DiskStore::isMissing)
                .transform(failure -> new NoSuchFileException(id.toString()))
                .onItem()
                .transformToMulti(DiskStore::bytes);
    }

    @Override
    public Uni<Void> remove(UUID id) {
        return blocking(() -> {
            Files.deleteIfExists(path(id));
            return null;
        });
    }

    @Override
    public Uni<List<UUID>> list(int shard) {
        return blocking(() -> names(folder.resolve(MediaStore.shard(shard))));
    }

    private static Multi<Buffer> bytes(AsyncFile file) {
        file.setReadBufferSize(CHUNK);
        return MultiHelper.toMulti(file).onTermination().call(() -> uni(file::close));
    }

    private static List<UUID> names(Path shard) throws IOException {
        if (!Files.isDirectory(shard)) {
            return List.of();
        }
        try (var files = Files.list(shard)) {
            return files.map(file -> UUID.fromString(file.getFileName().toString()))
                    .toList();
        }
    }

    /** A rename is durable once the folder is flushed. */
    private static void syncFolderOf(Path file) throws IOException {
        var folder = file.getParent();
        if (folder == null) {
            return;
        }
        try (var channel = FileChannel.open(folder)) {
            channel.force(true);
        }
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof FileSystemException && failure.getCause() instanceof NoSuchFileException;
    }

    private Path path(UUID id) {
        return folder.resolve(MediaStore.key(id));
    }

    private <T> Uni<T> blocking(Callable<T> work) {
        return uni(() -> vertx.executeBlocking(work, false));
    }

    private static <T> Uni<T> uni(Supplier<Future<T>> work) {
        return Uni.createFrom().completionStage(() -> work.get().toCompletionStage());
    }
}
