package io.parley.runtime.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts and decrypts values for the database or another service: {@code v1:<id of the key>:<Base64 of nonce and
 * AES-256-GCM text>}. A context is authenticated as well, so a value copied to another owner cannot be decrypted. The
 * first key encrypts, all decrypt.
 */
public final class KeyRing {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final Pattern FORMAT = Pattern.compile("v1:(?<key>[0-9a-f]{8}):(?<data>[A-Za-z0-9+/]+={0,2})");
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<EncryptionKey> keys;

    private KeyRing(List<EncryptionKey> keys) {
        this.keys = keys;
    }

    /**
     * Creates a ring.
     *
     * @param keys 32 bytes in Base64 each, the current one first
     * @param setting that the keys come from, for messages
     * @throws IllegalStateException if one is not a key; the message names the setting and not the key
     */
    public static KeyRing of(List<String> keys, String setting) {
        return new KeyRing(
                keys.stream().map(key -> EncryptionKey.parse(key, setting)).toList());
    }

    /** Whether there is no key, so that nothing can be encrypted. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /**
     * Encrypts with the first key.
     *
     * @param context what the value is bound to; not secret, and the same when it is decrypted
     * @throws IllegalStateException if there is no key
     */
    public String encrypt(byte[] plain, String context) {
        var key = current().orElseThrow(() -> new IllegalStateException("there is no key to encrypt with"));
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var encrypted = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(plain);
            var data = ByteBuffer.allocate(nonce.length + encrypted.length)
                    .put(nonce)
                    .put(encrypted)
                    .array();
            return "v1:" + key.id() + ":" + Base64.getEncoder().encodeToString(data);
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
            throw new UndecryptableException("the value was not encrypted by this platform");
        }
        var key = keys.stream()
                .filter(known -> known.id().equals(parts.group("key")))
                .findFirst()
                .orElseThrow(() -> new UndecryptableException(
                        "the value needs the key " + parts.group("key") + ", which is not configured"));
        try {
            var data = Base64.getDecoder().decode(parts.group("data"));
            if (data.length < NONCE_BYTES) {
                throw new UndecryptableException("the value is incomplete");
            }
            return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(data, NONCE_BYTES), context)
                    .doFinal(data, NONCE_BYTES, data.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UndecryptableException("the value was altered, or belongs to another owner");
        }
    }

    /** Whether a value was encrypted with the first key, so that no other key is needed for it. */
    public boolean isCurrent(String encrypted) {
        return current()
                .filter(key -> encrypted.startsWith("v1:" + key.id() + ":"))
                .isPresent();
    }

    private Optional<EncryptionKey> current() {
        return keys.stream().findFirst();
    }

    private static Cipher cipher(int mode, EncryptionKey key, byte[] nonce, String context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
