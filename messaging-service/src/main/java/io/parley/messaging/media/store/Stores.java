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

/** The store that the settings name, and the place where files arrive before they go there. */
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

    /** Once at the start: folders of an earlier version were open to other users of the machine. */
    void restrict(@Observes StartupEvent start) {
        for (var folder : List.of(settings.folder().toAbsolutePath().resolve("files"), arrivals())) {
            try {
                PrivateFiles.restrict(folder);
            } catch (IOException e) {
                Log.warnf("folder stays open to other users folder=%s cause=%s", folder, e);
            }
        }
    }

    /** Where the bytes of this id are collected while they come; on the disk store's own volume. */
    public Path arrival(UUID id) {
        return arrivals().resolve(id.toString());
    }

    /** Everything that is arriving, and what a crash left over. */
    public Path arrivals() {
        return settings.folder().toAbsolutePath().resolve("arriving");
    }
}
