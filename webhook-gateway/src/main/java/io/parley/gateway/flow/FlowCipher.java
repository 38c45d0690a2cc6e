package io.parley.gateway.flow;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encryption between phones and endpoints of Flows: an AES-128 key for each request, encrypted with RSA-OAEP by SHA-256
 * for the hash and for MGF1; the content in AES-128-GCM. The response uses the same key and the initialization vector
 * with every bit inverted. Uses the processor for about a millisecond, so it is not called on an event loop.
 */
final class FlowCipher {
    private static final String AES = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 16;
    private static final int MIN_IV_BYTES = 12;
    private static final int MAX_IV_BYTES = 16;
    private static final int TAG_BITS = 128;

    /** Java's default for MGF1 is SHA-1. */
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private FlowCipher() {}

    /**
     * A request that was decrypted.
     *
     * @param json the content
     * @param key the AES key
     * @param iv initialization vector of the request
     */
    record Decrypted(byte[] json, SecretKeySpec key, byte[] iv) {

        /** Encrypts the response to this request; the result is Base64, as Meta expects it. */
        String encrypt(byte[] response) {
            try {
                return Base64.getEncoder()
                        .encodeToString(
                                aes(Cipher.ENCRYPT_MODE, key, inverted(iv)).doFinal(response));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has " + AES, e);
            }
        }

        @Override
        public String toString() {
            return "Decrypted[" + json.length + " bytes]";
        }
    }

    /** Empty if the request was encrypted for another key, or was altered. */
    static Optional<Decrypted> decrypt(EncryptedFlow request, PrivateKey key) {
        if (request.iv().length < MIN_IV_BYTES || request.iv().length > MAX_IV_BYTES) {
            return Optional.empty();
        }
        try {
            var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.DECRYPT_MODE, key, OAEP);
            var secret = rsa.doFinal(request.aesKey());
            if (secret.length != KEY_BYTES) {
                return Optional.empty();
            }
            var aesKey = new SecretKeySpec(secret, "AES");
            var json = aes(Cipher.DECRYPT_MODE, aesKey, request.iv()).doFinal(request.data());
            return Optional.of(new Decrypted(json, aesKey, request.iv()));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Cipher aes(int mode, SecretKeySpec key, byte[] iv) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(AES);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }

    private static byte[] inverted(byte[] iv) {
        var result = new byte[iv.length];
        for (var i = 0; i < iv.length; i++) {
            result[i] = (byte) ~iv[i];
        }
        return result;
    }
}
