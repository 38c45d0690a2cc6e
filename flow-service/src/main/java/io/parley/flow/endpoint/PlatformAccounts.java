package io.parley.flow.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.parley.model.Topics;
import io.parley.model.flow.FlowKeyEntry;
import io.parley.model.flow.FlowKeyEntry.NumberKeys;
import io.parley.runtime.bus.BrokerAccess;
import io.parley.runtime.bus.CompactedTopic;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The WhatsApp accounts for whose Flows the platform decrypts, in this process's memory: those with a number that has a
 * key at Meta. Read from the topic, so that all instances know it, and updated by the own transactions at once.
 */
@ApplicationScoped
class PlatformAccounts implements CompactedTopic.Reader {
    private final Map<UUID, NumberKeys> numbers = new ConcurrentHashMap<>();
    private final ObjectReader reader;
    private final CompactedTopic topic;
    private volatile boolean complete;

    PlatformAccounts(BrokerAccess access, ObjectMapper mapper) {
        this.reader = mapper.readerFor(FlowKeyEntry.class);
        this.topic = new CompactedTopic(Topics.FLOW_KEYS, access, this);
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
                .anyMatch(number ->
                        number.active() && number.whatsAppAccountId().equals(whatsAppAccountId));
    }

    /** Whether all records that existed when this process started have been read. */
    boolean isComplete() {
        return complete;
    }

    /** Applies an entry, unless a newer one is known. */
    void apply(FlowKeyEntry entry) {
        if (entry instanceof NumberKeys number) {
            numbers.merge(
                    number.senderId(), number, (known, other) -> known.version() < other.version() ? other : known);
        }
    }

    @Override
    public void onRecord(String key, String value) {
        try {
            if (value != null) {
                apply(reader.readValue(value));
            }
        } catch (JsonProcessingException e) {
            Log.errorf("entry of Flow keys unreadable key=%s", key);
        }
    }

    @Override
    public void caughtUp() {
        complete = true;
    }
}
