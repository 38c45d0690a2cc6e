package io.parley.runtime.secrets;

import io.parley.runtime.background.PeriodicTask;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.Secret;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values of secrets that may be given as files: {@code file:} and a path in place of the secret itself. A file is read
 * again every ten seconds, so a token can be renewed without a restart, as a secret store does with a mounted secret. A
 * file that cannot be read any more keeps its last value.
 */
@ApplicationScoped
public class SecretFiles {
    private static final String FILE = "file:";
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Map<Path, String> contents = new ConcurrentHashMap<>();
    private final PeriodicTask task;

    @Inject
    SecretFiles(Vertx vertx) {
        this(vertx, EVERY);
    }

    /** @param every interval at which files are read again */
    public SecretFiles(Vertx vertx, Duration every) {
        this.task = PeriodicTask.named("secret-files").every(every).build(vertx, this::readAgain);
    }

    /** Starts reading files again. */
    public void start(@Observes StartupEvent event) {
        task.start();
    }

    /** Stops reading files again. */
    public void stop(@Observes ShutdownEvent event) {
        task.stop();
    }

    /**
     * Returns the secret, or the current content of its file without white space around it. The first call for a file
     * reads it, so call it for each secret before requests arrive.
     *
     * @throws IllegalStateException if the file cannot be read by the first call; the message names the file
     */
    public String value(Secret<String> secret) {
        var text = secret.get();
        return text.startsWith(FILE)
                ? contents.computeIfAbsent(Path.of(text.substring(FILE.length())), SecretFiles::read)
                : text;
    }

    /** Returns the value of a setting that may be missing: SmallRye Config then returns a {@link Secret} of null. */
    public Optional<String> optional(Optional<Secret<String>> setting) {
        return setting.filter(secret -> secret.get() != null).map(this::value);
    }

    private Uni<Void> readAgain() {
        return contents.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom()
                        .item(() -> {
                            contents.keySet().forEach(this::update);
                            return null;
                        })
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .replaceWithVoid();
    }

    private void update(Path file) {
        var content = read(file);
        if (!content.equals(contents.put(file, content))) {
            Log.infof("secret renewed file=%s", file);
        }
    }

    private static String read(Path file) {
        try {
            var content = Files.readString(file).strip();
            if (content.isEmpty()) {
                throw new IllegalStateException("the file of a secret is empty: " + file);
            }
            return content;
        } catch (IOException e) {
            throw new IllegalStateException("the file of a secret cannot be read: " + file, e);
        }
    }
}
