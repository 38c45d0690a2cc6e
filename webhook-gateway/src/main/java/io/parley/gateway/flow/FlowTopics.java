package io.parley.gateway.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.Topics;
import io.parley.model.fact.FlowFact;
import io.parley.model.flow.FlowKeyEntry;
import io.parley.runtime.bus.BrokerAccess;
import io.parley.runtime.bus.FactFeed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Keeps {@link KnownFlows} and {@link FlowKeys} up to date from their topics. */
@ApplicationScoped
class FlowTopics {
    private final KnownFlows flows;
    private final FlowKeys keys;
    private final FactFeed<FlowFact> facts;
    private final FactFeed<FlowKeyEntry> entries;

    FlowTopics(KnownFlows flows, FlowKeys keys, BrokerAccess access, ObjectMapper mapper) {
        this.flows = flows;
        this.keys = keys;
        var fact = mapper.readerFor(FlowFact.class);
        var entry = mapper.readerFor(FlowKeyEntry.class);
        this.facts = new FactFeed<>(Topics.FLOW_FACTS, access, json -> Optional.of(fact.readValue(json)), flows);
        this.entries = new FactFeed<>(Topics.FLOW_KEYS, access, json -> Optional.of(entry.readValue(json)), keys);
    }

    /** Whether all records that existed when this process started have been read. */
    boolean caughtUp() {
        return flows.caughtUp() && keys.caughtUp();
    }

    void start(@Observes StartupEvent event) {
        facts.start();
        entries.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        facts.stop();
        entries.stop();
    }
}
