package io.parley.runtime.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs calls to customers: the contract's headers, keyed with the secret as text, and those of Standard Webhooks
 * (standardwebhooks.com), keyed with the secret's {@link SigningKey}. The latter have one signature for each valid
 * secret, since two are valid while a customer changes the secret.
 */
public final class CallSignature {
    private CallSignature() {}

    /**
     * Adds the contract's {@code x-…} headers and {@code webhook-signature}.
     *
     * @param method of the contract's headers: {@code HS256} or {@code HS512}
     * @param secrets the current one first; it alone signs the contract's headers
     * @param id the value of {@code webhook-id}
     * @param at the time whose second is the value of {@code webhook-timestamp}
     */
    public static void add(
            Map<String, String> headers, String method, List<String> secrets, UUID id, Instant at, byte[] body) {
        var key = secrets.getFirst().getBytes(StandardCharsets.UTF_8);
        var timestamp = at.toString();
        var prefix = id + "." + at.getEpochSecond() + ".";
        headers.put("x-request-timestamp", timestamp);
        headers.put("x-signature", contract(algorithm(method), key, timestamp, body));
        headers.put("x-signature-version", "V1.0");
        headers.put(
                "webhook-signature",
                secrets.stream().map(secret -> standard(secret, prefix, body)).collect(Collectors.joining(" ")));
    }

    private static String algorithm(String method) {
        return switch (method) {
            case "HS256" -> "HmacSHA256";
            case "HS512" -> "HmacSHA512";
            default -> throw new IllegalArgumentException("no such method: " + method);
        };
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
