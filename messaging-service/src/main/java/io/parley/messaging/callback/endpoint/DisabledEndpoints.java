package io.parley.messaging.callback.endpoint;

import io.parley.messaging.callback.EndpointId;
import io.parley.messaging.callback.store.FailingEndpoint;
import io.parley.messaging.configuration.CallbackSettingsCache;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The endpoints that are disabled, in memory, so that planning and delivering a callback needs no I/O. Refreshed
 * periodically from the table. A change of an account's callback settings enables its endpoints: a row is in force only
 * if it is newer than the settings, which needs no write and so survives a crash between the two.
 */
@Singleton
public class DisabledEndpoints {
    private final CallbackSettingsCache settings;
    private final Map<EndpointId, Instant> disabledAt = new ConcurrentHashMap<>();
    private volatile boolean loaded;

    DisabledEndpoints(CallbackSettingsCache settings) {
        this.settings = settings;
    }

    public boolean contains(EndpointId endpoint) {
        return disabledAt.containsKey(endpoint);
    }

    public boolean isAny() {
        return !disabledAt.isEmpty();
    }

    /** Whether the table was read. Before, no callback may be attempted. */
    public boolean isLoaded() {
        return loaded;
    }

    public int size() {
        return disabledAt.size();
    }

    public Set<EndpointId> endpoints() {
        return Set.copyOf(disabledAt.keySet());
    }

    /** @param rows all rows of the table */
    public void load(Collection<FailingEndpoint> rows) {
        var inForce = rows.stream().filter(this::isInForce).toList();
        disabledAt
                .keySet()
                .retainAll(inForce.stream().map(FailingEndpoint::endpoint).toList());
        inForce.forEach(row -> disabledAt.put(row.endpoint(), row.disabledAt()));
        loaded = true;
    }

    /** Whether the endpoint is disabled and its account's settings did not change since. */
    public boolean isInForce(FailingEndpoint row) {
        var at = row.disabledAt();
        return at != null && isInForce(row.endpoint().accountId(), at);
    }

    public void enabled(EndpointId endpoint) {
        disabledAt.remove(endpoint);
    }

    /** Enables the endpoints of an account whose settings changed. */
    public void settingsChanged(UUID accountId) {
        disabledAt
                .entrySet()
                .removeIf(entry ->
                        entry.getKey().accountId().equals(accountId) && !isInForce(accountId, entry.getValue()));
    }

    private boolean isInForce(UUID accountId, Instant at) {
        return at.isAfter(settings.changedAt(accountId));
    }
}
