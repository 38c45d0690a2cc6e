package io.parley.runtime.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** A token bucket for each caller. A bucket that was not used for a period is full again, so it can be evicted. */
final class TokenBuckets {
    private static final int MAX_BUCKETS = 50_000;

    private final LoadingCache<String, Bucket> buckets;

    TokenBuckets(int capacity, Duration period) {
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(period)
                .build(caller -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
                        .build());
    }

    ConsumptionProbe tryConsume(String caller) {
        return buckets.get(caller).tryConsumeAndReturnRemaining(1);
    }
}
