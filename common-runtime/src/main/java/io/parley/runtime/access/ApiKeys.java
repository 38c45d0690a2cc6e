package io.parley.runtime.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * API keys as text: {@code pk_<publicId>_<secret><checksum>}. The public id finds the key, the secret (32 random bytes,
 * base64url) authenticates it, the checksum (CRC-32, 8 hex digits) lets secret scanners recognise keys and typing
 * errors be detected. Only a SHA-256 of the secret is stored; 256 random bits need no slow hash.
 */
public final class ApiKeys {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 10;
    private static final int SECRET_BYTES = 32;
    private static final String PREFIX = "pk_";
    private static final int ID_END = PREFIX.length() + 2 * ID_BYTES;
    private static final int SECRET_BEGIN = ID_END + 1;
    private static final int SECRET_END = SECRET_BEGIN + 43;
    private static final int LENGTH = SECRET_END + 8;
    private static final BitSet LOWER_CASE_HEX = characters("0123456789abcdef");
    private static final BitSet BASE64_URL =
            characters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private ApiKeys() {}

    /**
     * A generated key. {@code text} is shown once and not stored.
     *
     * @param hash what is stored of the secret
     */
    public record NewKey(String id, String text, String hash) {
        @Override
        public String toString() {
            return "NewKey[" + id + "]";
        }
    }

    /** A key as a caller gave it, well-formed but not yet checked against the directory. */
    public record GivenKey(String id, String secret) {
        @Override
        public String toString() {
            return "GivenKey[" + id + "]";
        }
    }

    public static NewKey generate() {
        var id = HexFormat.of().formatHex(random(ID_BYTES));
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
        return new NewKey(id, text(id, secret), hash(secret));
    }

    /** Splits a key into id and secret; empty if it is malformed or its checksum is wrong. */
    public static Optional<GivenKey> parse(String text) {
        if (!hasShape(text)) {
            return Optional.empty();
        }
        var key = new GivenKey(text.substring(PREFIX.length(), ID_END), text.substring(SECRET_BEGIN, SECRET_END));
        return text.startsWith(checksum(key.id(), key.secret()), SECRET_END) ? Optional.of(key) : Optional.empty();
    }

    /** Not by a regular expression, which cost a twentieth of accepting a message. */
    private static boolean hasShape(String text) {
        return text.length() == LENGTH
                && text.startsWith(PREFIX)
                && text.charAt(ID_END) == '_'
                && consistsOf(LOWER_CASE_HEX, text, PREFIX.length(), ID_END)
                && consistsOf(BASE64_URL, text, SECRET_BEGIN, SECRET_END);
    }

    private static boolean consistsOf(BitSet characters, String text, int from, int to) {
        for (var i = from; i < to; i++) {
            if (!characters.get(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static BitSet characters(String all) {
        return all.chars().collect(BitSet::new, BitSet::set, BitSet::or);
    }

    /** Lower-case hex SHA-256 of the secret part. */
    public static String hash(String secret) {
        return DigestUtils.sha256Hex(secret);
    }

    /** Compares in constant time. */
    public static boolean matches(GivenKey key, String storedHash) {
        return MessageDigest.isEqual(
                hash(key.secret()).getBytes(StandardCharsets.US_ASCII), storedHash.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the text of a key with these parts; for tools that need to generate the same key again. */
    public static String text(String id, String secret) {
        return "pk_" + id + "_" + secret + checksum(id, secret);
    }

    private static String checksum(String id, String secret) {
        var crc = new CRC32();
        crc.update((id + "_" + secret).getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
