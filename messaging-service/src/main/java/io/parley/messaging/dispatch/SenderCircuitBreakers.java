package io.parley.messaging.dispatch;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The {@link SenderCircuitBreaker} of every sender that sent something since this process started. */
@Singleton
class SenderCircuitBreakers {

    private final Map<UUID, SenderCircuitBreaker> bySender = new ConcurrentHashMap<>();
    private final DispatchConfig.Breaker config;

    SenderCircuitBreakers(DispatchConfig config) {
        this.config = config.breaker();
    }

    SenderCircuitBreaker of(UUID sender) {
        return bySender.computeIfAbsent(
                sender, id -> new SenderCircuitBreaker(config.threshold(), config.first(), config.maxPause()));
    }

    /** Senders for which nothing may be claimed now. */
    UUID[] shut() {
        var now = System.nanoTime();
        return bySender.entrySet().stream()
                .filter(entry -> entry.getValue().isShut(now))
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
    }
}
