package io.parley.flow.endpoint;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A new key pair: RSA with 2048 bits, as Meta requires.
 *
 * @param publicKey in PEM
 * @param privateKey PKCS #8
 */
record FlowKeyPair(String publicKey, byte[] privateKey) {
    private static final int BITS = 2048;
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    /** Takes a tenth of a second and more, so it is not called on an event loop. */
    static FlowKeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            return new FlowKeyPair(
                    pem(pair.getPublic().getEncoded()), pair.getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** Whether two keys in PEM are the same, whatever their lines are. */
    static boolean isSame(String pem, String other) {
        return Arrays.equals(der(pem), der(other));
    }

    /** SHA-256 of a public key in PEM, by which people compare it. */
    static String fingerprint(String pem) {
        return DigestUtils.sha256Hex(der(pem));
    }

    private static String pem(byte[] der) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return BEGIN + "\n" + lines + "\n" + END + "\n";
    }

    /** Meta may return a key with other line breaks. */
    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    @Override
    public String toString() {
        return "FlowKeyPair[]";
    }
}
