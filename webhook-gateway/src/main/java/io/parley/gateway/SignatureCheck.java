package io.parley.gateway;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over the raw bytes of a webhook, in lower-case hex. Several secrets are good at a time while one is being
 * rotated; with none, nothing is.
 */
final class SignatureCheck {

    private static final String ALGORITHM = "HmacSHA256";
    private static final HexFormat HEX = HexFormat.of();

    private final List<ThreadLocal<Mac>> macs;

    SignatureCheck(List<String> secrets) {
        macs = secrets.stream()
                .filter(secret -> !secret.isBlank())
                .map(secret -> ThreadLocal.withInitial(() -> mac(secret)))
                .toList();
    }

    boolean matches(byte[] body, String signature) {
        var given = signature.getBytes(StandardCharsets.UTF_8);
        var good = false;
        for (var mac : macs) {
            good |= MessageDigest.isEqual(hex(mac.get().doFinal(body)), given);
        }
        return good;
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
