package io.parley.gateway.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.parley.model.Topics;
import io.parley.model.fact.FlowFact;
import io.parley.model.flow.FlowKeyEntry;
import io.parley.runtime.bus.BrokerAccess;
import io.parley.runtime.bus.CompactedTopic;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps {@link KnownFlows} and {@link FlowKeys} up to date from their topics. */
@ApplicationScoped
class FlowTopics {
    private final AtomicInteger behind = new AtomicInteger(2);
    private final KnownFlows flows;
    private final FlowKeys keys;
    private final ObjectReader facts;
    private final ObjectReader entries;
    private final CompactedTopic factTopic;
    private final CompactedTopic keyTopic;

    FlowTopics(KnownFlows flows, FlowKeys keys, BrokerAccess access, ObjectMapper mapper) {
        this.flows = flows;
        this.keys = keys;
        this.facts = mapper.readerFor(FlowFact.class);
        this.entries = mapper.readerFor(FlowKeyEntry.class);
        this.factTopic = new CompactedTopic(Topics.FLOW_FACTS, access, reader(this::onFact));
        this.keyTopic = new CompactedTopic(Topics.FLOW_KEYS, access, reader(this::onKeys));
    }

    /** Whether all records that existed when this process started have been read. */
    boolean caughtUp() {
        return behind.get() == 0;
    }

    void start(@Observes StartupEvent event) {
        factTopic.start();
        keyTopic.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        factTopic.stop();
        keyTopic.stop();
    }

    private interface OnRecord {
        void read(String key, String value) throws JsonProcessingException;
    }

    private CompactedTopic.Reader reader(OnRecord reading) {
        return new CompactedTopic.Reader() {
            @Override
            public void onRecord(String key, String value) {
                try {
                    reading.read(key, value);
                } catch (JsonProcessingException e) {
                    Log.errorf("record of a flow unreadable key=%s", key);
                }
            }

            @Override
            public void caughtUp() {
                behind.decrementAndGet();
            }
        };
    }

    private void onFact(String key, String value) throws JsonProcessingException {
        if (value == null) {
            flows.remove(key);
        } else {
            flows.apply(facts.readValue(value));
        }
    }

    private void onKeys(String key, String value) throws JsonProcessingException {
        if (value != null) {
            keys.apply(entries.readValue(value));
        }
    }
}
