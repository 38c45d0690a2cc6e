package io.parley.gateway;

import io.smallrye.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks the HMAC-SHA256 of a webhook's raw bytes, in lower-case hex. Several secrets are valid during a rotation;
 * without a secret, no signature is valid.
 */
final class SignatureCheck {

    private static final String ALGORITHM = "HmacSHA256";
    private static final HexFormat HEX = HexFormat.of();

    private final List<ThreadLocal<Mac>> macs;

    SignatureCheck(List<Secret<String>> secrets) {
        macs = secrets.stream()
                .map(Secret::get)
                .filter(secret -> !secret.isBlank())
                .map(secret -> ThreadLocal.withInitial(() -> mac(secret)))
                .toList();
    }

    boolean matches(byte[] body, String signature) {
        var given = signature.getBytes(StandardCharsets.UTF_8);
        var matches = false;
        for (var mac : macs) {
            matches |= MessageDigest.isEqual(hex(mac.get().doFinal(body)), given);
        }
        return matches;
    }

    private static byte[] hex(byte[] digest) {
        return HEX.formatHex(digest).getBytes(StandardCharsets.US_ASCII);
    }

    private static Mac mac(String secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
