package io.parley.runtime.encryption;

import io.parley.runtime.secrets.SecretFiles;
import io.smallrye.config.Secret;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Encrypts secrets that the platform creates, with the key-encryption keys of the deployment ({@link EncryptionConfig}).
 * A key that is given as a file is replaced without a restart.
 */
@Singleton
public class KeyEncryption {
    /** The setting, for texts to operators. */
    public static final String SETTING = "parley.encryption.keys";

    private final List<Secret<String>> secrets;
    private final SecretFiles files;

    @Inject
    KeyEncryption(EncryptionConfig settings, SecretFiles files) {
        this(settings.keys().map(List::copyOf).orElse(List.of()), files);
    }

    /** @throws IllegalStateException if one is not a key; the message names the setting and not the value */
    KeyEncryption(List<Secret<String>> secrets, SecretFiles files) {
        this.secrets = secrets.stream().filter(secret -> secret.get() != null).toList();
        this.files = files;
        ring(); // an invalid key ends the start
    }

    /** Whether there is a key, so that {@link #encrypt} can be called. */
    public boolean isConfigured() {
        return !secrets.isEmpty();
    }

    /** As {@link KeyRing#encrypt}. */
    public String encrypt(byte[] plain, String context) {
        return ring().encrypt(plain, context);
    }

    /** As {@link KeyRing#decrypt}. */
    public byte[] decrypt(String encrypted, String context) throws UndecryptableException {
        return ring().decrypt(encrypted, context);
    }

    /** As {@link KeyRing#isCurrent}. */
    public boolean isCurrent(String encrypted) {
        return ring().isCurrent(encrypted);
    }

    private KeyRing ring() {
        return KeyRing.of(secrets.stream().map(files::value).toList(), SETTING);
    }
}
