package io.parley.runtime.encryption;

import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A key-encryption key.
 *
 * @param id the beginning of its SHA-256, which does not disclose the key; part of what it has encrypted
 */
record EncryptionKey(String id, SecretKey key) {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 4;

    /** @throws IllegalStateException if the text is not 32 bytes in Base64; the message does not contain it */
    static EncryptionKey parse(String base64, String setting) {
        var bytes = decode(base64);
        if (bytes.length != BYTES) {
            throw new IllegalStateException(setting + " must be 32 bytes in Base64, as openssl rand -base64 32 prints");
        }
        return new EncryptionKey(id(bytes), new SecretKeySpec(bytes, "AES"));
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0]; // the exception would contain the key
        }
    }

    private static String id(byte[] key) {
        return HexFormat.of().formatHex(DigestUtils.sha256(key), 0, ID_BYTES);
    }

    @Override
    public String toString() {
        return "EncryptionKey[" + id + "]";
    }
}
