package io.parley.runtime.access;

import io.github.bucket4j.ConsumptionProbe;
import io.parley.runtime.problem.Problems;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits the requests of each API key and reports the remaining quota in the headers of the IETF draft {@code
 * draft-ietf-httpapi-ratelimit-headers}.
 */
@ApplicationScoped
class KeyLimit {
    private static final String POLICY = "key";

    private final Optional<TokenBuckets> buckets;
    private final String policy;
    private final AccessMetrics metrics;

    KeyLimit(RateLimitConfig settings, AccessMetrics metrics) {
        var requests = settings.requests();
        this.buckets = requests.isPresent()
                ? Optional.of(new TokenBuckets(requests.getAsInt(), settings.period()))
                : Optional.empty();
        this.policy = "\"%s\";q=%d;w=%d"
                .formatted(
                        POLICY,
                        requests.orElse(0),
                        Math.max(1, settings.period().toSeconds()));
        this.metrics = metrics;
    }

    /** Counts a request of the key, or refuses it with 429. */
    void consume(String keyId, HttpServerResponse response) {
        buckets.ifPresent(limited -> consume(limited.tryConsume(keyId), response));
    }

    private void consume(ConsumptionProbe quota, HttpServerResponse response) {
        response.putHeader("RateLimit-Policy", policy);
        response.putHeader(
                "RateLimit",
                "\"%s\";r=%d;t=%d"
                        .formatted(POLICY, quota.getRemainingTokens(), seconds(quota.getNanosToWaitForReset())));
        if (!quota.isConsumed()) {
            metrics.limited("key");
            throw Problems.tooManyRequests(
                    Duration.ofNanos(quota.getNanosToWaitForRefill()),
                    "This key has used up its requests. Repeat the request after the time in Retry-After.");
        }
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).plusMillis(999).toSeconds();
    }
}
