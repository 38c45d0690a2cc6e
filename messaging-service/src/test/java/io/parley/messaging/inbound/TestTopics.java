package io.parley.messaging.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.parley.model.ProviderEvent;
import io.parley.model.Topics;
import io.parley.model.fact.FlowFact;
import io.parley.model.fact.TemplateFact;
import io.parley.runtime.bus.BusRecord;
import io.parley.runtime.bus.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Publishes records as the gateway and template-service do. */
@ApplicationScoped
public class TestTopics {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final EventPublisher publisher;
    private final ObjectMapper json;

    TestTopics(EventPublisher publisher, ObjectMapper json) {
        this.publisher = publisher;
        this.json = json;
    }

    /** Publishes the values, distributed over the partitions of the topic. */
    public void publish(List<String> values) {
        put(values.stream().map(TestTopics::busRecord).toList());
    }

    /** Publishes facts as template-service does. */
    public void send(List<? extends TemplateFact> facts) {
        put(facts.stream().map(fact -> fact(fact.key(), toJson(fact))).toList());
    }

    /** Publishes facts as flow-service does. */
    public void sendFlows(List<FlowFact> facts) {
        put(facts.stream()
                .map(fact -> record(Topics.FLOW_FACTS, fact.key(), toJson(fact)))
                .toList());
    }

    /** Publishes any value to the topic of flow facts; null removes the key. */
    public void sendFlow(String key, String value) {
        put(List.of(record(Topics.FLOW_FACTS, key, value)));
    }

    /** Publishes any value to the topic of template facts; null removes the key. */
    public void send(String key, String value) {
        put(List.of(fact(key, value)));
    }

    private void put(List<BusRecord> records) {
        publisher
                .publishAll(records)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofMillis(500))
                .expireIn(TIMEOUT.toMillis())
                .await()
                .atMost(TIMEOUT);
    }

    String metaMessage(String phoneNumberId, String wamid, String text) {
        return event("meta", "message", wamid, """
                {"metadata":{"phone_number_id":"%s"},"contacts":[{"profile":{"name":"Mina"},"wa_id":"4915550001111"}],
                 "message":{"from":"4915550001111","id":"%s","timestamp":"1772442900","type":"text","text":{"body":%s}}}""".formatted(phoneNumberId, wamid, toJson(text)));
    }

    public String metaStatus(String wamid, String status) {
        return event("meta", "status", wamid + status, """
                {"metadata":{},"status":{"id":"%s","status":"%s","timestamp":"1772442900","recipient_id":"4915550001111"}}""".formatted(wamid, status));
    }

    String heartbeat(Instant at) {
        return toJson(new ProviderEvent(1, "beat-" + at, "gateway", "heartbeat", "", "", at, null));
    }

    public String event(String provider, String kind, String id, String payload) {
        try {
            return toJson(new ProviderEvent(1, "test-" + id, provider, kind, "", id, Instant.now(), exact(payload)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Keeps the digits of numbers, because the gateway passes the provider's bytes on unchanged. */
    private JsonNode exact(String payload) throws JsonProcessingException {
        return json.reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .readTree(payload);
    }

    private static BusRecord fact(String key, String value) {
        return record(Topics.TEMPLATE_FACTS, key, value);
    }

    private static BusRecord record(String topic, String key, String value) {
        return BusRecord.of(topic, key, value == null ? null : value.getBytes(StandardCharsets.UTF_8), null);
    }

    private static BusRecord busRecord(String value) {
        var key = Integer.toString(value.hashCode());
        return BusRecord.of(Topics.MESSAGING_PROVIDER_EVENTS, key, value.getBytes(StandardCharsets.UTF_8), null);
    }

    String toJson(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
