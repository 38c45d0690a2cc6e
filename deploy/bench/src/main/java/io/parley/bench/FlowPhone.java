package io.parley.bench;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts requests of Flows as phones do, and signs them as Meta does.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/flows/guides/implementingyourflowendpoint">Meta:
 *     implementing endpoints for Flows</a>
 */
final class FlowPhone {
    private static final int KEY_BYTES = 16;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final PublicKey key;
    private final String appSecret;

    /** @param pem the public key of the number, as Meta has it */
    FlowPhone(String pem, String appSecret) {
        try {
            var bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            this.key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no public key", e);
        }
        this.appSecret = appSecret;
    }

    Request request(String path, JsonObject content) {
        try {
            var body = encrypt(content.toBuffer().getBytes()).toBuffer();
            var signature = "sha256=" + HexFormat.of().formatHex(hmac(body.getBytes()));
            return new Request(
                    path, Map.of("content-type", "application/json", "X-Hub-Signature-256", signature), body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonObject encrypt(byte[] content) throws GeneralSecurityException {
        var aesKey = randomBytes();
        var iv = randomBytes();
        var aes = Cipher.getInstance("AES/GCM/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(aesKey, "AES"), new GCMParameterSpec(TAG_BITS, iv));
        var rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.ENCRYPT_MODE,
                key,
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        var base64 = Base64.getEncoder();
        return new JsonObject()
                .put("encrypted_flow_data", base64.encodeToString(aes.doFinal(content)))
                .put("encrypted_aes_key", base64.encodeToString(rsa.doFinal(aesKey)))
                .put("initial_vector", base64.encodeToString(iv));
    }

    private byte[] randomBytes() {
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] hmac(byte[] body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(body);
    }
}
