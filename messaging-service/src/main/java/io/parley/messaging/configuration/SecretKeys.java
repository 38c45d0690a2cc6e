package io.parley.messaging.configuration;

import io.parley.runtime.problem.Problems;
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
 * Closes and opens secrets for the database: {@code v1:<key>:<Base64 of nonce and AES-256-GCM text>}. The owner is bound
 * in, so that a row copied to somebody else's place cannot be opened there.
 */
@ApplicationScoped
class SecretKeys {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FORM = "v1";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Map<String, SecretKeySpec> byName = new LinkedHashMap<>();
    private final String current;

    SecretKeys(SecretConfig settings) {
        current = settings.key().map(this::add).orElse(null);
        settings.oldKeys().orElse(List.of()).forEach(this::add);
    }

    /** @param owner account or sender the secret belongs to */
    String close(String secret, Object owner) {
        if (current == null) {
            throw Problems.ofStatus(
                    503, "This deployment cannot keep secrets yet: its operator has to set parley.secrets.key.");
        }
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var closed = crypt(Cipher.ENCRYPT_MODE, byName.get(current), nonce, owner, bytes(secret));
        var both = new byte[nonce.length + closed.length];
        System.arraycopy(nonce, 0, both, 0, nonce.length);
        System.arraycopy(closed, 0, both, nonce.length, closed.length);
        return FORM + ":" + current + ":" + Base64.getEncoder().encodeToString(both);
    }

    String open(String stored, Object owner) {
        var parts = stored.split(":", 3);
        var key = parts.length == 3 && parts[0].equals(FORM) ? byName.get(parts[1]) : null;
        if (key == null) {
            throw new IllegalStateException("a stored secret needs a key that is not among parley.secrets.key and"
                    + " parley.secrets.old-keys; set the key it was stored with");
        }
        var both = Base64.getDecoder().decode(parts[2]);
        var nonce = Arrays.copyOf(both, NONCE_BYTES);
        var closed = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        return new String(crypt(Cipher.DECRYPT_MODE, key, nonce, owner, closed), StandardCharsets.UTF_8);
    }

    private String add(String setting) {
        var key = decode(setting);
        var name = name(key);
        byName.put(name, new SecretKeySpec(key, "AES"));
        return name;
    }

    private static byte[] decode(String setting) {
        try {
            var key = Base64.getDecoder().decode(setting.trim());
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Said below; the exception would quote the key.
        }
        throw new IllegalStateException(
                "parley.secrets.key must be 32 bytes in Base64, as openssl rand -base64 32 prints");
    }

    /** Tells keys apart and says nothing about them. */
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
