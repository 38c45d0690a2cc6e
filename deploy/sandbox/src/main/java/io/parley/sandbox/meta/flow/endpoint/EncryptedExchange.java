package io.parley.sandbox.meta.flow.endpoint;

import io.parley.sandbox.web.Json;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * One encrypted request and the key of its response, as Meta's document <a
 * href="https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/implementingyourflowendpoint">Implementing
 * endpoints</a> describes them: the body with AES-128-GCM, its key with RSA-OAEP (SHA-256 for both hashes), the response
 * with the same key and the initial vector with all bits inverted.
 *
 * @param data encrypted_flow_data
 */
record EncryptedExchange(byte[] data, byte[] encryptedKey, byte[] key, byte[] iv) {
    private static final int KEY_BYTES = 16;
    private static final int IV_BYTES = 16;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    static EncryptedExchange of(byte[] plain, RSAPublicKey publicKey) throws GeneralSecurityException {
        var key = new byte[KEY_BYTES];
        var iv = new byte[IV_BYTES];
        RANDOM.nextBytes(key);
        RANDOM.nextBytes(iv);
        var rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
        // The default of MGF1 is SHA-1.
        rsa.init(
                Cipher.ENCRYPT_MODE,
                publicKey,
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        return new EncryptedExchange(gcm(Cipher.ENCRYPT_MODE, key, iv).doFinal(plain), rsa.doFinal(key), key, iv);
    }

    private static Cipher gcm(int mode, byte[] key, byte[] iv) throws GeneralSecurityException {
        SecretKey aes = new SecretKeySpec(key, "AES");
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, aes, new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }

    /** Returns the same request with one bit changed on the way. */
    EncryptedExchange damaged() {
        var changed = data.clone();
        changed[0] ^= 1;
        return new EncryptedExchange(changed, encryptedKey, key, iv);
    }

    /** Returns the body of the call. */
    byte[] body() {
        var base64 = Base64.getEncoder();
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("encrypted_flow_data", base64.encodeToString(data));
            json.writeStringField("encrypted_aes_key", base64.encodeToString(encryptedKey));
            json.writeStringField("initial_vector", base64.encodeToString(iv));
            json.writeEndObject();
        });
    }

    /** @throws GeneralSecurityException if the text is not a response that was encrypted for this request */
    byte[] open(String response) throws GeneralSecurityException {
        var inverted = iv.clone();
        for (var i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~inverted[i];
        }
        try {
            return gcm(Cipher.DECRYPT_MODE, key, inverted)
                    .doFinal(Base64.getDecoder().decode(response.strip()));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the response is not Base64", e);
        }
    }
}
