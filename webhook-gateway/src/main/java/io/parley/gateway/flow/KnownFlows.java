package io.parley.gateway.flow;

import io.parley.model.fact.FlowFact;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The flows in this process's memory. The newest version of a flow wins. */
@ApplicationScoped
class KnownFlows {
    private final Map<String, FlowFact> flows = new ConcurrentHashMap<>();

    /** Applies a fact of the topic, unless a newer one is known. */
    void apply(FlowFact fact) {
        flows.merge(fact.flowId(), fact, (known, other) -> known.version() < other.version() ? other : known);
    }

    void remove(String flowId) {
        flows.remove(flowId);
    }

    Optional<FlowFact> find(String flowId) {
        return Optional.ofNullable(flows.get(flowId));
    }
}
