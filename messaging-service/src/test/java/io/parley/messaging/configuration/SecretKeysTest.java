package io.parley.messaging.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.problem.ProblemException;
import io.smallrye.config.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretKeysTest {
    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OTHER = "HxECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void secretIsDecryptedWithTheSameKeyForTheSameOwner() {
        var keys = keys(KEY);

        var encrypted = keys.encrypt("hush", "owner");

        assertFalse(encrypted.contains("hush"));
        assertNotEquals(encrypted, keys.encrypt("hush", "owner"));
        assertEquals("hush", keys(KEY).decrypt(encrypted, "owner"));
        assertThrows(IllegalStateException.class, () -> keys.decrypt(encrypted, "another"));
    }

    @Test
    void oldKeyStillDecrypts() {
        var encrypted = keys(KEY).encrypt("hush", "owner");

        assertEquals("hush", keys(OTHER, KEY).decrypt(encrypted, "owner"));
        var failure =
                assertThrows(IllegalStateException.class, () -> keys(OTHER).decrypt(encrypted, "owner"));
        assertTrue(failure.getMessage().contains("parley.secrets.old-keys"));
    }

    @Test
    void secretsAreRejectedWithoutAKey() {
        var keys = new SecretKeys(settings(Optional.empty(), List.of()));

        var failure = assertThrows(ProblemException.class, () -> keys.encrypt("hush", "owner"));

        assertEquals(503, failure.problem().status());
        assertFalse(failure.getMessage().contains("hush"));
    }

    @Test
    void malformedKeyIsRejectedWithoutRevealingIt() {
        for (var wrong : List.of("hush", "aHVzaA==", "!")) {
            var failure = assertThrows(IllegalStateException.class, () -> keys(wrong));
            assertFalse(failure.getMessage().contains(wrong + " "));
            assertTrue(failure.getMessage().contains("openssl rand -base64 32"));
        }
    }

    private static SecretKeys keys(String key, String... old) {
        return new SecretKeys(settings(Optional.of(key), List.of(old)));
    }

    private static SecretConfig settings(Optional<String> key, List<String> old) {
        return new SecretConfig() {
            @Override
            public Optional<Secret<String>> key() {
                return key.map(text -> () -> text);
            }

            @Override
            public Optional<List<Secret<String>>> oldKeys() {
                return Optional.of(
                        old.stream().<Secret<String>>map(text -> () -> text).toList());
            }

            @Override
            public Duration signatureOverlap() {
                return Duration.ofHours(24);
            }
        };
    }
}
