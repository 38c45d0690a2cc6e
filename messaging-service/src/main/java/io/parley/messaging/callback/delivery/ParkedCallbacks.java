package io.parley.messaging.callback.delivery;

import io.parley.messaging.callback.CallbackRow;
import io.parley.messaging.callback.endpoint.Destination;
import io.parley.messaging.callback.endpoint.EndpointLimiter;
import io.parley.messaging.callback.endpoint.EndpointLimiters;
import io.parley.messaging.callback.store.CallbackJob;
import io.parley.messaging.callback.store.ClaimQuota;
import io.parley.messaging.callback.store.ParkedJobs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Claims parked callbacks as far as their endpoints have capacity, and unparks those that go elsewhere by now. */
@ApplicationScoped
class ParkedCallbacks {
    private final ParkedJobs jobs;
    private final EndpointLimiters endpoints;

    ParkedCallbacks(ParkedJobs jobs, EndpointLimiters endpoints) {
        this.jobs = jobs;
        this.endpoints = endpoints;
    }

    Uni<List<CallbackJob>> claim(List<ClaimQuota> quotas) {
        return jobs.claim(quotas).invoke(claimed -> endpoints.claimed(quotas, countByEndpointKey(claimed)));
    }

    /**
     * Registers the endpoints with parked callbacks in {@link EndpointLimiters}, including those parked by other
     * instances. Unparks the callbacks of an endpoint key if they go to another URL by now.
     */
    Uni<Void> refreshEndpointKeys() {
        var known = endpoints.parkedEndpointKeys();
        return jobs.oldest().chain(oldest -> compare(known, oldest));
    }

    /** Unparks the account's callbacks after its settings changed. */
    Uni<Void> unpark(UUID accountId) {
        return jobs.unparkAccount(accountId);
    }

    private Uni<Void> compare(Set<Long> known, Map<Long, CallbackRow> oldest) {
        known.stream().filter(key -> !oldest.containsKey(key)).forEach(endpoints::unparked);
        return jobs.unpark(oldest.entrySet().stream()
                .filter(parked -> !pointsToEndpoint(parked.getKey(), parked.getValue()))
                .map(Map.Entry::getKey)
                .toList());
    }

    private boolean pointsToEndpoint(long endpointKey, CallbackRow oldest) {
        var endpoint = endpoints
                .destination(oldest)
                .map(Destination::endpoint)
                .filter(url -> EndpointLimiter.endpointKey(url) == endpointKey)
                .map(endpoints::of);
        endpoint.map(EndpointLimiter::endpointKey).ifPresent(endpoints::parked);
        return endpoint.isPresent();
    }

    private static Map<Long, Long> countByEndpointKey(List<CallbackJob> jobs) {
        return jobs.stream().collect(Collectors.groupingBy(CallbackJob::endpointKey, Collectors.counting()));
    }
}
