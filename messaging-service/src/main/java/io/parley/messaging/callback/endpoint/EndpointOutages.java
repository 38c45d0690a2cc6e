package io.parley.messaging.callback.endpoint;

import io.parley.messaging.callback.EndpointId;
import io.parley.messaging.callback.store.EndpointFailure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Results of this instance's deliveries that the table of failing endpoints does not contain yet. A delivery only
 * updates memory; the maintenance writes the changes of several seconds with one statement.
 */
@Singleton
public class EndpointOutages {
    private final LongSupplier nanos;
    private final Map<EndpointId, Failures> failing = new ConcurrentHashMap<>();
    private final Set<EndpointId> recovered = ConcurrentHashMap.newKeySet();
    private volatile Set<EndpointId> known = Set.of();

    EndpointOutages() {
        this(System::nanoTime);
    }

    EndpointOutages(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public void failed(EndpointId endpoint, String url) {
        var now = nanos.getAsLong();
        failing.merge(endpoint, new Failures(url, now, now), (before, last) -> before.and(last));
    }

    /** Costs two look-ups in maps that are usually empty. */
    public void succeeded(EndpointId endpoint) {
        if (!failing.isEmpty()) {
            failing.remove(endpoint);
        }
        if (known.contains(endpoint)) {
            recovered.add(endpoint);
        }
    }

    /** @param endpoints those in the table of failing endpoints */
    public void known(Set<EndpointId> endpoints) {
        known = Set.copyOf(endpoints);
    }

    /** Changes to be written, and confirmed with {@link #written}. */
    public Changes changes() {
        return new Changes(Set.copyOf(recovered), Map.copyOf(failing), nanos.getAsLong());
    }

    /** Forgets changes that were written, except those that changed since. */
    public void written(Changes changes) {
        recovered.removeAll(changes.recovered());
        changes.failing().forEach(failing::remove);
    }

    /** Changes to be written: first the deletions, then the failures, which may be later. */
    public record Changes(Set<EndpointId> recovered, Map<EndpointId, Failures> failing, long now) {

        public List<EndpointFailure> failures() {
            return failing.entrySet().stream()
                    .map(entry -> entry.getValue().of(entry.getKey(), now))
                    .toList();
        }
    }

    /** Failures without a success between them; times are those of {@link System#nanoTime()}. */
    record Failures(String url, long first, long last) {

        Failures and(Failures later) {
            return new Failures(url, first, later.last);
        }

        EndpointFailure of(EndpointId endpoint, long now) {
            return new EndpointFailure(endpoint, url, Duration.ofNanos(now - first), Duration.ofNanos(now - last));
        }
    }
}
