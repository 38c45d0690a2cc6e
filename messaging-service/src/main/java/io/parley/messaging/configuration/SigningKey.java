package io.parley.messaging.configuration;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The bytes that key the {@code webhook-signature} of a callback. Standard Webhooks
 * (<a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">specification</a>)
 * writes a symmetric secret as {@code whsec_} and the key in Base64, and its libraries decode it. A secret without that
 * prefix is the key itself, in UTF-8.
 */
public final class SigningKey {
    private static final String PREFIX = "whsec_";

    /** Any secret, except one that begins with the prefix and goes on in something else than padded Base64. */
    static final String FORM = "(?s)(?!" + PREFIX + ").*|" + PREFIX
            + "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)";

    static final String REFUSAL = "begins with whsec_, so the rest must be the key in Base64 with padding, as Standard"
            + " Webhooks defines; leave the prefix out to have the text itself as the key";

    private static final Pattern DECODED = Pattern.compile("(?=" + PREFIX + ")(" + FORM + ")");

    private SigningKey() {}

    /** The key of a secret. A stored secret that only looks like one of Standard Webhooks is the key as it stands. */
    public static byte[] of(String secret) {
        return DECODED.matcher(secret).matches()
                ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }
}
