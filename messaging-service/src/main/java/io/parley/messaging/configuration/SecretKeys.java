package io.parley.messaging.configuration;

import io.parley.runtime.encryption.KeyRing;
import io.parley.runtime.encryption.UndecryptableException;
import io.parley.runtime.problem.Problems;
import io.smallrye.config.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Encrypts and decrypts customers' secrets for the database. The owner is authenticated as well, so a value copied to
 * another owner's row cannot be decrypted.
 */
@ApplicationScoped
class SecretKeys {
    private static final String SETTING = "parley.secrets.key";

    private final KeyRing keys;
    private final boolean encrypts;

    SecretKeys(SecretConfig settings) {
        encrypts = settings.key().map(Secret::get).isPresent();
        keys = KeyRing.of(
                Stream.concat(settings.key().stream(), settings.oldKeys().orElse(List.of()).stream())
                        .map(Secret::get)
                        .filter(Objects::nonNull)
                        .toList(),
                SETTING);
    }

    /** @param owner account or sender that owns the secret */
    String encrypt(String secret, Object owner) {
        if (!encrypts) {
            throw Problems.ofStatus(
                    503, "Secrets cannot be stored: the operator of this deployment must set " + SETTING + ".");
        }
        return keys.encrypt(secret.getBytes(StandardCharsets.UTF_8), owner.toString());
    }

    String decrypt(String stored, Object owner) {
        try {
            return new String(keys.decrypt(stored, owner.toString()), StandardCharsets.UTF_8);
        } catch (UndecryptableException e) {
            throw new IllegalStateException(
                    "a stored secret cannot be decrypted with " + SETTING + " or parley.secrets.old-keys: "
                            + e.getMessage(),
                    e);
        }
    }
}
