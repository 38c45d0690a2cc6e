package io.parley.gateway.flow;

import io.parley.model.fact.FlowFact;
import io.parley.runtime.bus.FactFeed.FactCache;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The flows in this process's memory. The newest version of a flow wins. */
@Singleton
class KnownFlows implements FactCache<FlowFact> {
    private final Map<String, FlowFact> flows = new ConcurrentHashMap<>();
    private volatile boolean caughtUp;

    Optional<FlowFact> find(String flowId) {
        return Optional.ofNullable(flows.get(flowId));
    }

    boolean caughtUp() {
        return caughtUp;
    }

    @Override
    public void apply(FlowFact fact) {
        flows.merge(fact.key(), fact, (known, other) -> known.version() < other.version() ? other : known);
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
