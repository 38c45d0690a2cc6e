package io.parley.gateway;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks the HMAC-SHA256 of a webhook's raw bytes, in lower-case hex. Several secrets are valid during a rotation;
 * without a secret, no signature is valid. A secret that was renewed is used from the next webhook on.
 */
public final class SignatureCheck {

    private static final String ALGORITHM = "HmacSHA256";
    private static final HexFormat HEX = HexFormat.of();

    private final List<Key> keys;

    /** @param secrets current values; none is blank */
    public SignatureCheck(List<Supplier<String>> secrets) {
        keys = secrets.stream().map(Key::new).toList();
    }

    public boolean matches(byte[] body, String signature) {
        var given = signature.getBytes(StandardCharsets.UTF_8);
        var matches = false;
        for (var key : keys) {
            matches |= MessageDigest.isEqual(hex(key.mac().doFinal(body)), given);
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

    /** The algorithm, initialized with a secret; used by one thread. */
    private record Keyed(String secret, Mac mac) {}

    /** A secret with the algorithm for each thread, which is initialized again when the secret changes. */
    private static final class Key {
        private final Supplier<String> secret;
        private final ThreadLocal<Keyed> keyed = new ThreadLocal<>();

        private Key(Supplier<String> secret) {
            this.secret = secret;
        }

        private Mac mac() {
            var current = secret.get();
            var known = keyed.get();
            if (known == null || !known.secret().equals(current)) {
                known = new Keyed(current, SignatureCheck.mac(current));
                keyed.set(known);
            }
            return known.mac();
        }
    }
}
