package io.parley.messaging.configuration;

import io.parley.runtime.problem.Problems;
import io.smallrye.config.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts and decrypts secrets for the database: {@code v1:<key>:<Base64 of nonce and AES-256-GCM text>}. The owner is
 * authenticated as well, so a value copied to another owner's row cannot be decrypted.
 */
@ApplicationScoped
class SecretKeys {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FORMAT = "v1";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String current;

    SecretKeys(SecretConfig settings) {
        current = settings.key().map(Secret::get).map(this::add).orElse(null);
        settings.oldKeys().orElse(List.of()).stream().map(Secret::get).forEach(this::add);
    }

    /** @param owner account or sender that owns the secret */
    String encrypt(String secret, Object owner) {
        if (current == null) {
            throw Problems.ofStatus(
                    503, "Secrets cannot be stored: the operator of this deployment must set parley.secrets.key.");
        }
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var encrypted = crypt(Cipher.ENCRYPT_MODE, keys.get(current), nonce, owner, bytes(secret));
        var combined = new byte[nonce.length + encrypted.length];
        System.arraycopy(nonce, 0, combined, 0, nonce.length);
        System.arraycopy(encrypted, 0, combined, nonce.length, encrypted.length);
        return FORMAT + ":" + current + ":" + Base64.getEncoder().encodeToString(combined);
    }

    String decrypt(String stored, Object owner) {
        var parts = stored.split(":", 3);
        var key = parts.length == 3 && parts[0].equals(FORMAT) ? keys.get(parts[1]) : null;
        if (key == null) {
            throw new IllegalStateException("a stored secret needs a key that is not in parley.secrets.key or"
                    + " parley.secrets.old-keys; add the key it was stored with");
        }
        var combined = Base64.getDecoder().decode(parts[2]);
        var nonce = Arrays.copyOf(combined, NONCE_BYTES);
        var encrypted = Arrays.copyOfRange(combined, NONCE_BYTES, combined.length);
        return new String(crypt(Cipher.DECRYPT_MODE, key, nonce, owner, encrypted), StandardCharsets.UTF_8);
    }

    private String add(String configured) {
        var key = decode(configured);
        var name = name(key);
        keys.put(name, new SecretKeySpec(key, "AES"));
        return name;
    }

    private static byte[] decode(String configured) {
        try {
            var key = Base64.getDecoder().decode(configured.trim());
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Reported below; this exception would contain the key.
        }
        throw new IllegalStateException(
                "parley.secrets.key must be 32 bytes in Base64, as openssl rand -base64 32 prints");
    }

    /** Identifies a key without revealing it. */
    private static String name(byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] crypt(int mode, SecretKeySpec key, byte[] nonce, Object owner, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bytes(owner.toString()));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored secret does not belong to its row", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
