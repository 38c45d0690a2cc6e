package io.parley.messaging.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.runtime.problem.ProblemException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
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
        var values = new HashMap<String, String>();
        key.ifPresent(text -> values.put("parley.secrets.key", text));
        if (!old.isEmpty()) {
            values.put("parley.secrets.old-keys", String.join(",", old));
        }
        return new SmallRyeConfigBuilder()
                .withMapping(SecretConfig.class)
                .withConverter(Duration.class, 200, DurationConverter::parseDuration)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(SecretConfig.class);
    }
}
