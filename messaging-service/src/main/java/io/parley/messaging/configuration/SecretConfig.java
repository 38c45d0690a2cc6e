package io.parley.messaging.configuration;

import io.parley.runtime.settings.Within;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keys that encrypt customers' secrets (signature secrets, header values, media passwords) in the database. */
@ConfigMapping(prefix = "parley.secrets")
interface SecretConfig {

    /** Regular expression of a key. */
    String KEY = "\\s*[A-Za-z0-9+/]{43}=?\\s*";

    /** What {@link #KEY} accepts. */
    String KEY_RULE = "must be 32 bytes in Base64, as openssl rand -base64 32 prints";

    /**
     * Key for encrypting new secrets (AES-256-GCM): 32 random bytes in Base64, for example from
     * {@code openssl rand -base64 32}. A secret: set it by environment variable or secret store, the same for all
     * instances. Without it, requests that contain a secret get 503. If stored secrets need another key, the service
     * does not start.
     */
    Optional<Secret<@Pattern(regexp = KEY, message = KEY_RULE) String>> key();

    /**
     * Previous values of {@link #key()}, used to decrypt secrets stored with them; same format, separated by commas.
     */
    Optional<List<Secret<@Pattern(regexp = KEY, message = KEY_RULE) String>>> oldKeys();

    /**
     * How long a replaced signature secret continues to sign: {@code webhook-signature} then has two values, the new
     * one first. {@code x-signature} always uses the new one. 0 ends the old one at once.
     */
    @WithDefault("24h")
    @Within(min = "0s", max = "30d")
    Duration signatureOverlap();
}
