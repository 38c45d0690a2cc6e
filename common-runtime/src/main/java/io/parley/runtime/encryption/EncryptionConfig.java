package io.parley.runtime.encryption;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Optional;

/** Encryption of the secrets that the platform creates and stores: private keys and signing secrets of Flow endpoints. */
@ConfigMapping(prefix = "parley.encryption")
interface EncryptionConfig {

    /**
     * Key-encryption keys, the same for flow-service and webhook-gateway, separated by commas. Each is 32 random bytes
     * in Base64, as {@code openssl rand -base64 32} prints, or {@code file:} and the path of a file with it. The first
     * one encrypts, all decrypt: to replace a key, put the new one first and keep the old one until flow-service has
     * encrypted everything again, which it logs. Without a key, the platform cannot decrypt Flows.
     */
    Optional<List<Secret<@NotBlank String>>> keys();
}
