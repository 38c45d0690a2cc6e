package io.parley.runtime.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.test.Eventually;
import io.smallrye.config.Secret;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.context.spi.ContextManagerProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
    private final Vertx vertx = Vertx.vertx();
    private final SecretFiles files = new SecretFiles(vertx, Duration.ofMillis(20));

    @TempDir
    Path folder;

    private Path file;

    /** Two threads that use Mutiny for the first time at once would both register the provider, and one of them fail. */
    @BeforeAll
    static void registerContexts() {
        ContextManagerProvider.instance();
    }

    @BeforeEach
    void start() throws Exception {
        file = Files.writeString(folder.resolve("token"), "first\n");
        files.start(null);
    }

    @AfterEach
    void stop() throws Exception {
        files.stop(null);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aSecretWithoutFileIsItsOwnValue() {
        assertEquals("token", files.value(() -> "token"));
    }

    @Test
    void aMissingSecretIsEmptyHoweverTheLibraryRepresentsIt() {
        Secret<String> withoutValue = () -> null;

        assertEquals(Optional.empty(), files.value(Optional.<Secret<String>>empty()));
        assertEquals(Optional.empty(), files.value(Optional.of(withoutValue)));
        assertEquals(Optional.of("token"), files.value(Optional.of(() -> "token")));
    }

    @Test
    void aRenewedFileIsReadWithoutARestart() throws Exception {
        Secret<String> secret = () -> "file:" + file;
        assertEquals("first", files.value(secret));

        Files.writeString(file, "second\n");

        Eventually.equal("second", () -> files.value(secret));
    }

    @Test
    void aFileThatCannotBeReadAnyMoreKeepsItsValueAndIsReadWhenItIsBack() throws Exception {
        Secret<String> secret = () -> "file:" + file;
        assertEquals("first", files.value(secret));

        Files.delete(file);
        Eventually.pause(Duration.ofMillis(200));
        assertEquals("first", files.value(secret));
        Files.writeString(file, "second");

        Eventually.equal("second", () -> files.value(secret));
    }

    @Test
    void aMissingOrEmptyFileIsNamed() throws Exception {
        var missing = folder.resolve("missing");
        var failure = assertThrows(IllegalStateException.class, () -> files.value(() -> "file:" + missing));
        assertTrue(failure.getMessage().contains(missing.toString()), failure.getMessage());

        var empty = Files.writeString(folder.resolve("empty"), " \n");
        assertThrows(IllegalStateException.class, () -> files.value(() -> "file:" + empty));
    }
}
