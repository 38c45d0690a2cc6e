package io.parley.gateway.flow;

import io.parley.model.fact.FlowFact;
import io.parley.runtime.bus.FactFeed.FactCache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The flows in this process's memory. The newest version of a flow wins. */
@Singleton
class KnownFlows implements FactCache<FlowFact> {
    private final Map<String, FlowFact> flows = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();
    private volatile boolean caughtUp;

    Optional<FlowFact> find(String flowId) {
        return Optional.ofNullable(flows.get(flowId));
    }

    /** Completes when the flow is known, at the latest after the given time. */
    Uni<Void> arrival(String flowId, Duration within) {
        var arrival = awaited.computeIfAbsent(flowId, id -> new CompletableFuture<>());
        if (flows.containsKey(flowId)) {
            arrival.complete(null);
        }
        return Uni.createFrom()
                .<Void>emitter(waiting -> arrival.thenRun(() -> waiting.complete(null)))
                .ifNoItem()
                .after(within)
                .recoverWithItem((Void) null)
                .onTermination()
                .invoke(() -> awaited.remove(flowId, arrival));
    }

    boolean caughtUp() {
        return caughtUp;
    }

    @Override
    public void apply(FlowFact fact) {
        flows.merge(fact.key(), fact, (known, other) -> known.version() < other.version() ? other : known);
        var arrival = awaited.remove(fact.key());
        if (arrival != null) {
            arrival.complete(null);
        }
    }

    @Override
    public void remove(String key) {
        flows.remove(key);
    }

    @Override
    public void markCaughtUp() {
        caughtUp = true;
    }
}
