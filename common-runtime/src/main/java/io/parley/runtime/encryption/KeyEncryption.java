package io.parley.runtime.encryption;

import io.parley.runtime.secrets.SecretFiles;
import io.smallrye.config.Secret;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts secrets that are stored or sent to another service: AES-256-GCM with a random nonce, bound to a context, so
 * that an encrypted value cannot be used in place of another one. The text is {@code v1.<id of the key>.<nonce,
 * ciphertext and tag>}. A key that is given as a file is replaced without a restart.
 */
@Singleton
public class KeyEncryption {
    /** The setting, for texts to operators. */
    public static final String SETTING = "parley.encryption.keys";

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern FORMAT = Pattern.compile("v1[.](?<key>[0-9a-f]{16})[.](?<data>[A-Za-z0-9_-]+)");

    private final SecureRandom random = new SecureRandom();
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
        keys(); // an invalid key ends the start
    }

    /** Whether there is a key, so that {@link #encrypt} can be called. */
    public boolean isConfigured() {
        return !secrets.isEmpty();
    }

    /**
     * Encrypts with the first key.
     *
     * @param context what the value is bound to; not secret, and the same when it is decrypted
     * @throws IllegalStateException if there is no key
     */
    public String encrypt(byte[] plain, String context) {
        var key = keys().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(SETTING + " is not set"));
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);
            var data = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return "v1." + key.id() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + TRANSFORMATION, e);
        }
    }

    /**
     * Decrypts a value with the key that encrypted it.
     *
     * @throws UndecryptableException if there is no such key, or the value or its context was altered
     */
    public byte[] decrypt(String encrypted, String context) throws UndecryptableException {
        var parts = FORMAT.matcher(encrypted);
        if (!parts.matches()) {
            throw new UndecryptableException("the value is not encrypted by this platform");
        }
        var key = keys().stream()
                .filter(known -> known.id().equals(parts.group("key")))
                .findFirst()
                .orElseThrow(() -> new UndecryptableException(
                        SETTING + " lacks the key " + parts.group("key") + " that encrypted the value"));
        return decrypt(key, Base64.getUrlDecoder().decode(parts.group("data")), context);
    }

    /** Whether a value was encrypted with the first key, so that no other key is needed for it. */
    public boolean isCurrent(String encrypted) {
        return keys().stream().findFirst().stream().anyMatch(key -> encrypted.startsWith("v1." + key.id() + "."));
    }

    private static byte[] decrypt(EncryptionKey key, byte[] data, String context) throws UndecryptableException {
        if (data.length < NONCE_BYTES) {
            throw new UndecryptableException("the encrypted value is incomplete");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(data, NONCE_BYTES), context)
                    .doFinal(data, NONCE_BYTES, data.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new UndecryptableException("the encrypted value was altered, or belongs to something else");
        }
    }

    private static Cipher cipher(int mode, EncryptionKey key, byte[] nonce, String context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private List<EncryptionKey> keys() {
        return secrets.stream().map(files::value).map(EncryptionKey::parse).toList();
    }
}
