package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.configuration.CallbackSettingsCache;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The addresses calls went to lately, and which of them have calls that wait in the table. Two accounts with the same
 * address share it: it is the address that bears so much.
 */
@Singleton
class EndpointLimiters {
    private static final int EVICT_ABOVE = 1000;

    private final CallbackSettingsCache settings;
    private final CallbackConfig config;
    private final InFlightBudget places;
    private final Map<Long, EndpointLimiter> byEndpointKey = new ConcurrentHashMap<>();
    private final Set<Long> waitedFor = ConcurrentHashMap.newKeySet();
    private volatile Runnable roomy = () -> {};

    EndpointLimiters(CallbackSettingsCache settings, CallbackConfig config) {
        this.settings = settings;
        this.config = config;
        this.places = new InFlightBudget(config.concurrency());
    }

    /** Who claims what waits, as soon as there is room for it again. */
    void whenRoomy(Runnable listener) {
        roomy = listener;
    }

    Optional<Destination> target(CallbackRow row) {
        return Destination.of(row, settings.effective(row.accountId(), row.senderId()));
    }

    /** @param address {@link Destination#endpoint()} */
    EndpointLimiter of(String address) {
        return byEndpointKey.computeIfAbsent(
                EndpointLimiter.endpointKey(address),
                lane -> new EndpointLimiter(lane, config, places, System::nanoTime));
    }

    /** Says that a call waits in the table for an endpoint, that is, in its lane. */
    void waitsIn(long lane) {
        waitedFor.add(lane);
    }

    /** The lane in which a new call had better wait from the beginning; null if it may be claimed. */
    Long parkingKey(CallbackRow row) {
        return waitedFor.isEmpty()
                ? null
                : target(row)
                        .map(target -> EndpointLimiter.endpointKey(target.endpoint()))
                        .filter(lane -> waitedFor.contains(lane) && isOpen(lane))
                        .orElse(null);
    }

    /** What may be claimed of the calls that wait, at most so many in all; another endpoint is first each time. */
    List<ClaimQuota> pulls(int max) {
        var lanes = new ArrayList<>(waitedFor);
        Collections.shuffle(lanes);
        var pulls = new ArrayList<ClaimQuota>();
        var left = max;
        for (var lane : lanes) {
            var pull = left > 0 ? pull(lane) : Optional.<ClaimQuota>empty();
            if (pull.isPresent()) {
                pulls.add(pull.get().limitedTo(left));
                left -= pulls.getLast().max();
            }
        }
        return pulls;
    }

    /** @param claimed calls that came of each lane */
    void pulled(List<ClaimQuota> pulls, Map<Long, Long> claimed) {
        for (var pull : pulls) {
            if (claimed.getOrDefault(pull.endpointKey(), 0L) < pull.max()) {
                Optional.ofNullable(byEndpointKey.get(pull.endpointKey()))
                        .ifPresent(endpoint -> endpoint.emptied(config.poll()));
            }
        }
    }

    /** A call that was taken in has ended. */
    void left(EndpointLimiter endpoint) {
        endpoint.leave();
        if (waitedFor.contains(endpoint.endpointKey()) && endpoint.pull().isPresent()) {
            roomy.run();
        }
    }

    /** The lanes in which calls wait, for comparing them with the table. */
    Set<Long> endpointKeys() {
        return Set.copyOf(waitedFor);
    }

    /** Nothing was found in it; if something is there after all, the next look into the table tells. */
    void emptied(long lane) {
        waitedFor.remove(lane);
    }

    long open() {
        return waitedFor.stream().filter(this::isOpen).count();
    }

    /** Forgets addresses that are well and idle, so that one-time addresses do not pile up. */
    void evict() {
        if (byEndpointKey.size() > EVICT_ABOVE) {
            byEndpointKey.values().removeIf(endpoint -> endpoint.idle() && !waitedFor.contains(endpoint.endpointKey()));
        }
    }

    private Optional<ClaimQuota> pull(long lane) {
        return Optional.ofNullable(byEndpointKey.get(lane)).flatMap(EndpointLimiter::pull);
    }

    private boolean isOpen(long lane) {
        var endpoint = byEndpointKey.get(lane);
        return endpoint != null && endpoint.isOpen();
    }
}
