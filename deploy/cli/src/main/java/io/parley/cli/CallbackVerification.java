package io.parley.cli;

import io.parley.runtime.signature.CallSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Verifies the signature of a callback as docs/callbacks.md describes for receivers.
 *
 * @param secret the account's secret; null if it is not known
 */
record CallbackVerification(String secret) {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Result of the check; the names are printed. */
    enum Result {
        verified,
        /** The signature does not match, or is too old: the call may be forged. */
        invalid,
        /** The account has no secret. */
        unsigned,
        /** There is a signature, but the secret is not known. */
        unverified
    }

    /** @param headers with names in lower case */
    Result check(Map<String, String> headers, byte[] body, Instant now) {
        var given = headers.get("webhook-signature");
        if (given == null) {
            return secret == null ? Result.unsigned : Result.invalid;
        }
        if (secret == null) {
            return Result.unverified;
        }
        try {
            var id = UUID.fromString(headers.getOrDefault("webhook-id", ""));
            var at = Instant.ofEpochSecond(Long.parseLong(headers.getOrDefault("webhook-timestamp", "")));
            var isFresh = Duration.between(at, now).abs().compareTo(TOLERANCE) <= 0;
            return isFresh && matches(given, expected(id, at, body)) ? Result.verified : Result.invalid;
        } catch (IllegalArgumentException e) {
            return Result.invalid;
        }
    }

    private String expected(UUID id, Instant at, byte[] body) {
        var headers = new HashMap<String, String>();
        CallSignature.add(headers, "HS256", List.of(secret), id, at, body);
        return headers.get("webhook-signature");
    }

    private static boolean matches(String given, String expected) {
        var bytes = expected.getBytes(StandardCharsets.UTF_8);
        return List.of(given.split(" ")).stream()
                .anyMatch(one -> MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), bytes));
    }
}
