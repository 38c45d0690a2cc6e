package io.parley.flow.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.Topics;
import io.parley.model.flow.FlowKeyEntry;
import io.parley.model.flow.FlowKeyEntry.NumberKeys;
import io.parley.model.flow.FlowKeyEntry.SigningSecrets;
import io.parley.runtime.outbox.OutboxRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what one transaction changes for the gateway. */
final class FlowKeyChange {
    private static final Comparator<EndpointKeyRow> NEWEST_FIRST =
            Comparator.comparing((EndpointKeyRow key) -> key.createdAt).reversed();

    private final Instant now;
    private final ObjectMapper json;
    private final List<OutboxRow> facts = new ArrayList<>();
    private final List<FlowKeyEntry> entries = new ArrayList<>();

    FlowKeyChange(Instant now, ObjectMapper json) {
        this.now = now;
        this.json = json;
    }

    Instant now() {
        return now;
    }

    List<OutboxRow> facts() {
        return facts;
    }

    List<FlowKeyEntry> entries() {
        return entries;
    }

    /** Publishes all keys of a number. */
    void publish(EndpointNumberRow number, List<EndpointKeyRow> keys) {
        number.version = next(number.version);
        add(new NumberKeys(
                number.senderId,
                number.accountId,
                number.whatsAppAccountId,
                number.phoneNumberId,
                keys.stream().anyMatch(key -> key.state == KeyState.CURRENT),
                keys.stream().sorted(NEWEST_FIRST).map(EndpointKeyRow::entry).toList(),
                number.version));
    }

    void publish(EndpointSecretRow secret) {
        secret.version = next(secret.version);
        add(new SigningSecrets(
                secret.accountId, secret.current, secret.previous, secret.previousUntil, secret.version));
    }

    /** At least the clock's time, so that a row that is created again has a higher version than the old one. */
    private long next(long version) {
        return Math.max(version + 1, now.toEpochMilli());
    }

    private void add(FlowKeyEntry entry) {
        entries.add(entry);
        try {
            facts.add(OutboxRow.of(
                    Topics.FLOW_KEYS,
                    entry.key(),
                    json.writerFor(FlowKeyEntry.class).writeValueAsString(entry)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record can be written as JSON", e);
        }
    }
}
