package io.parley.messaging.message;

import io.parley.runtime.problem.Problems;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Header {@code Idempotency-Key} of a request: a repeated request gets the stored response and is not executed again.
 *
 * @param keyId the API key; idempotency keys are unique per API key
 * @param name value of the header
 * @param bodyHash SHA-256 of the body's bytes; the same key with another body is an error
 */
public record IdempotencyKey(String keyId, String name, byte[] bodyHash) {

    private static final String HEADER = "Idempotency-Key";
    private static final int MAX = 255;

    /** Value of the header; null if absent. An empty value is not absent. */
    static @Nullable String headerValue(HttpHeaders headers) {
        var names = headers.getRequestHeader(HEADER);
        return names == null || names.isEmpty() ? null : String.join(",", names);
    }

    /** @param name the header; null if the request has none */
    static @Nullable IdempotencyKey of(String keyId, @Nullable String name, byte[] body) {
        if (name == null) {
            return null;
        }
        if (name.isBlank() || name.length() > MAX) {
            throw Problems.violation(HEADER, "must have 1 to " + MAX + " characters");
        }
        return new IdempotencyKey(keyId, name, DigestUtils.sha256(body));
    }

    boolean sameBody(byte[] otherHash) {
        return MessageDigest.isEqual(bodyHash, otherHash);
    }

    /** Unique in this deployment. */
    String id() {
        return id(keyId, name);
    }

    static String id(String keyId, String name) {
        return keyId + ' ' + name;
    }
}
