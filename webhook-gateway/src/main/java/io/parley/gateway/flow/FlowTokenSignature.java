package io.parley.gateway.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks {@code flow_token_signature} of data API 4.0: a JSON Web Token that is signed with the app's secret (HS256). If
 * it names a Flow token, that is the request's.
 */
final class FlowTokenSignature {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALGORITHM = "HmacSHA256";

    private final List<Supplier<String>> secrets;

    /** @param secrets current values; none is blank */
    FlowTokenSignature(List<Supplier<String>> secrets) {
        this.secrets = secrets;
    }

    /** Whether a request has no signature, as before data API 4.0, or a valid one. */
    boolean isValid(JsonNode request) {
        var signature = request.path("flow_token_signature");
        return signature.isMissingNode()
                || signature.isNull()
                || isValid(signature.asText(), request.path("flow_token").asText());
    }

    private boolean isValid(String token, String flowToken) {
        var parts = token.split("[.]", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            return isSigned(parts[0] + "." + parts[1], decoder().decode(parts[2]))
                    && json(parts[0]).path("alg").asText().equals("HS256")
                    && json(parts[1]).path("flow_token").asText(flowToken).equals(flowToken);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isSigned(String content, byte[] signature) {
        var matches = false;
        for (var secret : secrets) {
            matches |= MessageDigest.isEqual(hmac(secret.get(), content), signature);
        }
        return matches;
    }

    private static byte[] hmac(String secret, String content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private static JsonNode json(String part) throws IOException {
        return JSON.readTree(decoder().decode(part));
    }

    private static Base64.Decoder decoder() {
        return Base64.getUrlDecoder();
    }
}
