package io.parley.messaging.callback.delivery;

import io.parley.messaging.configuration.EffectiveCallback.Signature;
import io.parley.messaging.configuration.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs callbacks: the contract's headers, keyed with the secret as text, and those of Standard Webhooks
 * (standardwebhooks.com), keyed with the secret's {@link SigningKey}. The latter can have a second signature, made with
 * the previous secret.
 */
final class CallbackSignature {
    private static final Map<String, String> ALGORITHMS = Map.of("HS256", "HmacSHA256", "HS512", "HmacSHA512");

    private CallbackSignature() {}

    /** Adds the contract's {@code x-…} headers and {@code webhook-signature}. */
    static void sign(Map<String, String> headers, Signature signature, UUID id, Instant at, byte[] body) {
        var key = signature.secret().getBytes(StandardCharsets.UTF_8);
        var timestamp = at.toString();
        headers.put("x-request-timestamp", timestamp);
        headers.put("x-signature", contract(ALGORITHMS.get(signature.method()), key, timestamp, body));
        headers.put("x-signature-version", "V1.0");
        headers.put("webhook-signature", standard(signature, id + "." + at.getEpochSecond() + ".", at, body));
    }

    /** One signature per valid secret, the current one first. */
    private static String standard(Signature signature, String prefix, Instant at, byte[] body) {
        var current = standard(signature.secret(), prefix, body);
        return signature.old() == null || !signature.old().isValid(at)
                ? current
                : current + " " + standard(signature.old().secret(), prefix, body);
    }

    private static String contract(String algorithm, byte[] key, String timestamp, byte[] body) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(algorithm, key, timestamp + "\n", body));
    }

    private static String standard(String secret, String prefix, byte[] body) {
        return "v1," + Base64.getEncoder().encodeToString(hmac("HmacSHA256", SigningKey.of(secret), prefix, body));
    }

    private static byte[] hmac(String algorithm, byte[] key, String prefix, byte[] body) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            mac.update(prefix.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
