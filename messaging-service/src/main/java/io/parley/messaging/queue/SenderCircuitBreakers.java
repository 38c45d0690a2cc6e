package io.parley.messaging.queue;

import io.parley.runtime.resilience.BackOff;
import io.parley.runtime.resilience.CircuitBreaker;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The {@link SenderCircuitBreaker} of every sender that was used since the start of this process. */
@Singleton
public class SenderCircuitBreakers {

    private final Map<UUID, SenderCircuitBreaker> bySender = new ConcurrentHashMap<>();
    private final CircuitBreaker.Settings settings;

    SenderCircuitBreakers(DispatchConfig config) {
        var breaker = config.breaker();
        this.settings = new CircuitBreaker.Settings(
                breaker.threshold(), new BackOff(breaker.first(), breaker.maxPause(), 0), false);
    }

    public SenderCircuitBreaker of(UUID sender) {
        return bySender.computeIfAbsent(sender, id -> new SenderCircuitBreaker(settings, System::nanoTime));
    }

    /** The open circuit breakers of this instance by sender, each with the time until its next probe. */
    public Map<UUID, Duration> open() {
        return bySender.entrySet().stream()
                .filter(entry -> !entry.getValue().isClosed())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().remaining()));
    }

    /** Senders whose jobs must not be claimed now. */
    UUID[] openSenders() {
        return bySender.entrySet().stream()
                .filter(entry -> entry.getValue().rejectsCalls())
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
    }
}
