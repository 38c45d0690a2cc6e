package io.parley.runtime.encryption;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.secrets.SecretFiles;
import io.smallrye.config.Secret;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encryption with key-encryption keys. */
@TestInstance(Lifecycle.PER_CLASS)
class KeyEncryptionTest {
    /** With nonce and tag one byte more than a multiple of three, so that the text ends in {@code ==}. */
    private static final byte[] PLAIN = "private keys".getBytes(StandardCharsets.UTF_8);

    private static final String OLD = key((byte) 1);
    private static final String NEW = key((byte) 2);

    private final Vertx vertx = Vertx.vertx();
    private final SecretFiles files = new SecretFiles(vertx, Duration.ofSeconds(1));

    @AfterAll
    void close() {
        vertx.close();
    }

    @Test
    void whatWasEncryptedIsDecryptedInTheSameContextOnly() throws Exception {
        var encryption = encryption(OLD);

        var encrypted = encryption.encrypt(PLAIN, "key:1");

        assertArrayEquals(PLAIN, encryption.decrypt(encrypted, "key:1"));
        assertThrows(UndecryptableException.class, () -> encryption.decrypt(encrypted, "key:2"));
        assertNotEquals(encrypted, encryption.encrypt(PLAIN, "key:1"), "the nonce is random");
    }

    @Test
    void everyAlteredCharacterIsNoticed() {
        var encryption = encryption(OLD);
        var encrypted = encryption.encrypt(PLAIN, "key:1");

        for (var i = 0; i < encrypted.indexOf('=') - 1; i++) {
            var altered = new StringBuilder(encrypted);
            altered.setCharAt(i, encrypted.charAt(i) == 'A' ? 'B' : 'A');

            assertThrows(UndecryptableException.class, () -> encryption.decrypt(altered.toString(), "key:1"));
        }
    }

    @Test
    void aReplacedKeyStillDecryptsAndTheFirstOneEncrypts() throws Exception {
        var encrypted = encryption(OLD).encrypt(PLAIN, "key:1");
        var both = encryption(NEW, OLD);

        var again = both.encrypt(both.decrypt(encrypted, "key:1"), "key:1");

        assertFalse(both.isCurrent(encrypted));
        assertTrue(both.isCurrent(again));
        assertArrayEquals(PLAIN, encryption(NEW).decrypt(again, "key:1"));
        var failure =
                assertThrows(UndecryptableException.class, () -> encryption(NEW).decrypt(encrypted, "key:1"));
        assertTrue(failure.getMessage().startsWith("the value needs the key "), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v1",
                "v2:00112233:AAAA",
                "v1:00112233:",
                "v1:00112233:AAAA",
                "plain text",
                "v1:x:AAAA",
                "v1:00112233:=A"
            })
    void anythingElseIsNotDecrypted(String text) {
        assertThrows(UndecryptableException.class, () -> encryption(OLD).decrypt(text, "key:1"));
    }

    @Test
    void aValueWithoutContentIsNotDecrypted() {
        var encrypted = encryption(OLD).encrypt(PLAIN, "key:1");
        var withoutContent = encrypted.substring(0, encrypted.lastIndexOf(':') + 1) + "AAAA";

        assertThrows(UndecryptableException.class, () -> encryption(OLD).decrypt(withoutContent, "key:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "AAAA", "not Base64 at all!", "AAECAwQFBgcICQoLDA0ODw=="})
    void anInvalidKeyEndsTheStartAndIsNotShown(String key) {
        var failure = assertThrows(IllegalStateException.class, () -> encryption(key));

        assertTrue(failure.getMessage().contains("parley.encryption.keys"), failure.getMessage());
        assertFalse(failure.getMessage().contains(key), failure.getMessage());
    }

    @Test
    void withoutAKeyNothingIsEncrypted() {
        var encryption = encryption();

        assertFalse(encryption.isConfigured());
        assertThrows(IllegalStateException.class, () -> encryption.encrypt(PLAIN, "key:1"));
        assertThrows(
                UndecryptableException.class,
                () -> encryption.decrypt(encryption(OLD).encrypt(PLAIN, "key:1"), "key:1"));
    }

    @Test
    void aKeyMayBeAFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("key"), OLD + "\n");

        var encrypted = encryption("file:" + file).encrypt(PLAIN, "key:1");

        assertArrayEquals(PLAIN, encryption(OLD).decrypt(encrypted, "key:1"));
        assertEquals(3, encrypted.split(":").length);
    }

    private KeyEncryption encryption(String... keys) {
        return new KeyEncryption(Stream.of(keys).map(KeyEncryptionTest::secret).toList(), files);
    }

    private static Secret<String> secret(String text) {
        return () -> text;
    }

    private static String key(byte fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
