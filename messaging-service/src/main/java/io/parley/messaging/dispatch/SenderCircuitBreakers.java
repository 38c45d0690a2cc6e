package io.parley.messaging.dispatch;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The {@link SenderCircuitBreaker} of every sender that was used since the start of this process. */
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

    /** Senders whose jobs must not be claimed now. */
    UUID[] openSenders() {
        var now = System.nanoTime();
        return bySender.entrySet().stream()
                .filter(entry -> entry.getValue().rejectsCalls(now))
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
    }
}
