package io.parley.messaging.media.store;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Creates the configured store, and provides the folder in which files are received. */
@ApplicationScoped
public class Stores {
    private final StoreConfig settings;
    private final Vertx vertx;

    Stores(StoreConfig settings, Vertx vertx) {
        this.settings = settings;
        this.vertx = vertx;
    }

    @Produces
    @Singleton
    MediaStore store() {
        return switch (settings.kind()) {
            case DISK -> new DiskStore(vertx, settings.folder().toAbsolutePath().resolve("files"));
            case S3 -> new S3Store(vertx, settings.s3());
        };
    }

    /** Restricts folders that an earlier version left readable by other users of the machine. */
    void restrict(@Observes StartupEvent start) {
        for (var folder : List.of(settings.folder().toAbsolutePath().resolve("files"), spoolFolder())) {
            try {
                PrivateFiles.restrict(folder);
            } catch (IOException e) {
                Log.warnf("folder remains readable by other users folder=%s cause=%s", folder, e);
            }
        }
    }

    /** Path for receiving the file of this id; on the disk store's own volume. */
    public Path spoolFile(UUID id) {
        return spoolFolder().resolve(id.toString());
    }

    /** Folder of the files being received, including those left by crashes. */
    public Path spoolFolder() {
        return settings.folder().toAbsolutePath().resolve("arriving");
    }
}
