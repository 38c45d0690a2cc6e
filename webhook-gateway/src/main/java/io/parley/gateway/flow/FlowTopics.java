package io.parley.gateway.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.Topics;
import io.parley.model.directory.DirectoryEntry;
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

/** Keeps {@link KnownFlows}, {@link FlowKeys} and {@link InactiveAccounts} up to date from their topics. */
@ApplicationScoped
class FlowTopics {
    private final KnownFlows flows;
    private final FlowKeys keys;
    private final InactiveAccounts accounts;
    private final FactFeed<FlowFact> facts;
    private final FactFeed<FlowKeyEntry> entries;
    private final FactFeed<DirectoryEntry> directory;

    FlowTopics(KnownFlows flows, FlowKeys keys, InactiveAccounts accounts, BrokerAccess access, ObjectMapper mapper) {
        this.flows = flows;
        this.keys = keys;
        this.accounts = accounts;
        var fact = mapper.readerFor(FlowFact.class);
        var entry = mapper.readerFor(FlowKeyEntry.class);
        var directoryEntry = mapper.readerFor(DirectoryEntry.class);
        this.facts = new FactFeed<>(Topics.FLOW_FACTS, access, json -> Optional.of(fact.readValue(json)), flows);
        this.entries = new FactFeed<>(Topics.FLOW_KEYS, access, json -> Optional.of(entry.readValue(json)), keys);
        this.directory = new FactFeed<>(
                Topics.DIRECTORY, access, json -> InactiveAccounts.kept(directoryEntry.readValue(json)), accounts);
    }

    /** Whether all records that existed when this process started have been read. */
    boolean caughtUp() {
        return flows.caughtUp() && keys.caughtUp() && accounts.caughtUp();
    }

    void start(@Observes StartupEvent event) {
        facts.start();
        entries.start();
        directory.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        facts.stop();
        entries.stop();
        directory.stop();
    }
}
