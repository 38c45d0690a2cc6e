package io.parley.messaging.callback.endpoint;

import io.parley.messaging.callback.CallbackConfig;
import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.store.ClaimQuota;
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
 * The endpoints of recent callbacks, and which of them have parked callbacks. Accounts with the same endpoint share its
 * limiter, as the limit protects the endpoint.
 */
@Singleton
public class EndpointLimiters {
    private static final int EVICT_ABOVE = 1000;

    private final CallbackSettingsCache settings;
    private final CallbackConfig config;
    private final InFlightBudget budget;
    private final Map<Long, EndpointLimiter> byEndpointKey = new ConcurrentHashMap<>();
    private final Set<Long> parkedKeys = ConcurrentHashMap.newKeySet();
    private volatile Runnable capacityListener = () -> {};

    EndpointLimiters(CallbackSettingsCache settings, CallbackConfig config) {
        this.settings = settings;
        this.config = config;
        this.budget = new InFlightBudget(config.concurrency());
    }

    /** Sets the listener that is called when an endpoint with parked callbacks has capacity again. */
    public void onCapacity(Runnable listener) {
        capacityListener = listener;
    }

    public Optional<Destination> destination(CallbackRow row) {
        return Destination.of(row, settings.effective(row.accountId(), row.senderId()));
    }

    /** @param endpoint {@link Destination#endpoint()} */
    public EndpointLimiter of(String endpoint) {
        return byEndpointKey.computeIfAbsent(
                EndpointLimiter.endpointKey(endpoint),
                endpointKey -> new EndpointLimiter(endpointKey, config, budget, System::nanoTime));
    }

    /** Registers that the table has callbacks parked for an endpoint. */
    public void parked(long endpointKey) {
        parkedKeys.add(endpointKey);
    }

    /** Whether a new callback is to be parked at once. */
    public boolean isToBeParked(long endpointKey) {
        return parkedKeys.contains(endpointKey) && isOpen(endpointKey);
    }

    public boolean hasParked() {
        return !parkedKeys.isEmpty();
    }

    /** Quotas for claiming parked callbacks, {@code max} in total; the order of the endpoints is random. */
    public List<ClaimQuota> quotas(int max) {
        var keys = new ArrayList<>(parkedKeys);
        Collections.shuffle(keys);
        var quotas = new ArrayList<ClaimQuota>();
        var left = max;
        for (var key : keys) {
            var quota = left > 0 ? quota(key) : Optional.<ClaimQuota>empty();
            if (quota.isPresent()) {
                quotas.add(quota.get().limitedTo(left));
                left -= quotas.getLast().max();
            }
        }
        return quotas;
    }

    /** @param claimed number of claimed callbacks per endpoint key */
    public void claimed(List<ClaimQuota> quotas, Map<Long, Long> claimed) {
        for (var quota : quotas) {
            if (claimed.getOrDefault(quota.endpointKey(), 0L) < quota.max()) {
                Optional.ofNullable(byEndpointKey.get(quota.endpointKey()))
                        .ifPresent(endpoint -> endpoint.noneParked(config.poll()));
            }
        }
    }

    /** Releases an admitted callback. */
    public void release(EndpointLimiter endpoint) {
        endpoint.release();
        if (parkedKeys.contains(endpoint.endpointKey()) && endpoint.claimQuota().isPresent()) {
            capacityListener.run();
        }
    }

    /** Keys of endpoints with parked callbacks, for comparison with the table. */
    public Set<Long> parkedEndpointKeys() {
        return Set.copyOf(parkedKeys);
    }

    /** No parked callbacks were found. If there are any after all, the next lookup registers them again. */
    public void unparked(long endpointKey) {
        parkedKeys.remove(endpointKey);
    }

    public long open() {
        return parkedKeys.stream().filter(this::isOpen).count();
    }

    /** Evicts endpoints that are healthy and idle, so that one-time URLs do not accumulate. */
    public void evict() {
        if (byEndpointKey.size() > EVICT_ABOVE) {
            byEndpointKey
                    .values()
                    .removeIf(endpoint -> endpoint.idle() && !parkedKeys.contains(endpoint.endpointKey()));
        }
    }

    private Optional<ClaimQuota> quota(long endpointKey) {
        return Optional.ofNullable(byEndpointKey.get(endpointKey)).flatMap(EndpointLimiter::claimQuota);
    }

    private boolean isOpen(long endpointKey) {
        var endpoint = byEndpointKey.get(endpointKey);
        return endpoint != null && endpoint.isOpen();
    }
}
