package io.parley.messaging.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys under which customers' secrets (signature secrets, header values, media passwords) lie in the database. */
@ConfigMapping(prefix = "parley.secrets")
interface SecretConfig {

    /**
     * Key that new secrets are encrypted with (AES-256-GCM): 32 random bytes in Base64, for example from {@code openssl
     * rand -base64 32}. A secret itself: give it by environment or secret store, the same to every instance. Without it
     * requests that bring a secret are refused with 503; with another one than the stored secrets need, the service
     * does not start.
     */
    Optional<String> key();

    /** Keys that {@link #key()} has replaced, still able to open what they closed; same form, separated by commas. */
    Optional<List<String>> oldKeys();

    /**
     * A signature secret that a customer has replaced goes on signing for this long: {@code webhook-signature} then carries
     * two values, the new one first. {@code x-signature} is always of the new one. 0 ends the old one at once.
     */
    @WithDefault("PT24H")
    Duration signatureOverlap();
}
