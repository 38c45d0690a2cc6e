package io.parley.runtime.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The HMAC key of a {@code webhook-signature}. Standard Webhooks (<a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">specification</a>)
 * writes a symmetric secret as {@code whsec_} and the key in Base64, and its libraries decode it. A secret without that
 * prefix is the key itself, in UTF-8.
 */
public final class SigningKey {
    private static final String PREFIX = "whsec_";

    /** Of a secret: any text, except one with the prefix that is not followed by padded Base64. */
    public static final String FORMAT = "(?s)(?!" + PREFIX + ").*|" + PREFIX
            + "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)";

    public static final String REFUSAL =
            "begins with whsec_, so the rest must be the key in Base64 with padding, as Standard"
                    + " Webhooks defines; omit the prefix to use the text itself as the key";

    private static final Pattern DECODED = Pattern.compile("(?=" + PREFIX + ")(" + FORMAT + ")");

    private SigningKey() {}

    /** The key of a secret. A stored secret that has the prefix but no valid Base64 is used as text. */
    public static byte[] of(String secret) {
        return DECODED.matcher(secret).matches()
                ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
    }
}
