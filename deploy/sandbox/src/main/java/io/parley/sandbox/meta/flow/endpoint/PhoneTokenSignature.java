package io.parley.sandbox.meta.flow.endpoint;

import io.parley.sandbox.web.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code flow_token_signature} of the data API 4.0: a JWT with the token of the Flow, signed with the app secret (HS256).
 * Meta's document names the algorithm and the secret, not the claims.
 */
public final class PhoneTokenSignature {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private PhoneTokenSignature() {}

    public static String of(String flowToken, String appSecret) {
        var header = part(Json.MAPPER
                .createObjectNode()
                .put("alg", "HS256")
                .put("typ", "JWT")
                .toString());
        var claims = Json.MAPPER
                .createObjectNode()
                .put("flow_token", flowToken)
                .put("iat", System.currentTimeMillis() / 1_000);
        var signed = header + "." + part(claims.toString());
        return signed + "." + BASE64.encodeToString(mac(signed, appSecret));
    }

    private static String part(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(String text, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
