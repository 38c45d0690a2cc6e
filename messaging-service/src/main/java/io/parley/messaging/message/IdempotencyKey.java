package io.parley.messaging.message;

import io.parley.runtime.problem.Problems;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A request that may be sent again without being done again: the caller named it with {@code Idempotency-Key}.
 *
 * @param keyId the API key; names are unique per API key
 * @param name what the caller called it
 * @param bodyHash SHA-256 of the body's bytes; the same name with another body is a mistake
 */
public record IdempotencyKey(String keyId, String name, byte[] bodyHash) {

    private static final String HEADER = "Idempotency-Key";
    private static final int MAX = 255;

    /** The name a request gives itself; null if none, and an empty one is given. */
    static String named(HttpHeaders headers) {
        var names = headers.getRequestHeader(HEADER);
        return names == null || names.isEmpty() ? null : String.join(",", names);
    }

    /** @param name the header; null if the request has none */
    static IdempotencyKey of(String keyId, String name, byte[] body) {
        if (name == null) {
            return null;
        }
        if (name.isBlank() || name.length() > MAX) {
            throw Problems.violation(HEADER, "must have 1 to " + MAX + " characters");
        }
        return new IdempotencyKey(keyId, name, sha256(body));
    }

    boolean sameBody(byte[] otherHash) {
        return MessageDigest.isEqual(bodyHash, otherHash);
    }

    /** The name as it is unique in this deployment. */
    String id() {
        return keyId + ' ' + name;
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
