package io.parley.flow.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.Topics;
import io.parley.model.flow.FlowKeyEntry;
import io.parley.model.flow.FlowKeyEntry.NumberKeys;
import io.parley.runtime.bus.BrokerAccess;
import io.parley.runtime.bus.FactFeed;
import io.parley.runtime.bus.FactFeed.FactCache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The WhatsApp accounts for whose Flows the platform decrypts, in this process's memory: those with a number that has a
 * key at Meta. Read from the topic, so that all instances know it, and updated by the own transactions at once.
 */
@ApplicationScoped
class PlatformAccounts implements FactCache<FlowKeyEntry> {
    private final Map<String, NumberKeys> numbers = new ConcurrentHashMap<>();
    private final FactFeed<FlowKeyEntry> topic;
    private volatile boolean complete;

    PlatformAccounts(BrokerAccess access, ObjectMapper mapper) {
        var entry = mapper.readerFor(FlowKeyEntry.class);
        this.topic = new FactFeed<>(Topics.FLOW_KEYS, access, json -> Optional.of(entry.readValue(json)), this);
    }

    void start(@Observes StartupEvent event) {
        topic.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        topic.stop();
    }

    /** Whether the platform decrypts for the account's Flows. */
    boolean contains(UUID whatsAppAccountId) {
        return numbers.values().stream()
                .anyMatch(
                        number -> number.active() && number.whatsAppAccountId().equals(whatsAppAccountId));
    }

    /** Whether all records that existed when this process started have been read. */
    boolean isComplete() {
        return complete;
    }

    @Override
    public void apply(FlowKeyEntry entry) {
        if (entry instanceof NumberKeys number) {
            numbers.merge(number.key(), number, (known, other) -> known.version() < other.version() ? other : known);
        }
    }

    @Override
    public void remove(String key) {
        numbers.remove(key);
    }

    @Override
    public void markCaughtUp() {
        complete = true;
    }
}
