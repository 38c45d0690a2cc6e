package io.parley.runtime.access;

import io.parley.runtime.problem.Problems;
import io.smallrye.config.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the API key of the operator API in constant time. While none is set, every request is refused. */
@ApplicationScoped
class OperatorCredential {
    private final OperatorConfig settings;
    private final AccessMetrics metrics;

    OperatorCredential(OperatorConfig settings, AccessMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    void check(@Nullable List<String> given) {
        if (given == null || given.size() != 1 || !matches(given.getFirst())) {
            metrics.refused("operator");
            throw Problems.unauthorized("Send the operator's key, and only that, in the header apikey.");
        }
    }

    private boolean matches(String given) {
        return settings.key()
                .map(Secret::get)
                .map(key -> MessageDigest.isEqual(bytes(ApiKeys.hash(key)), bytes(ApiKeys.hash(given))))
                .orElse(false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
