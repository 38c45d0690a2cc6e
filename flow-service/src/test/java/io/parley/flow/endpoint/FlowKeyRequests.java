package io.parley.flow.endpoint;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.Topics;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.flow.FlowKeyEntry;
import io.parley.model.flow.FlowKeyEntry.NumberKeys;
import io.parley.model.flow.FlowKeyEntry.PrivateKey;
import io.parley.model.flow.FlowKeyEntry.SigningSecrets;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The operator's requests about keys of Flows, and the keys that were published. */
@Singleton
class FlowKeyRequests {
    private static final String OPERATOR = "operator-key-of-the-tests";

    private final ObjectMapper json;

    FlowKeyRequests(ObjectMapper json) {
        this.json = json;
    }

    static RequestSpecification operator() {
        return given().header("apikey", OPERATOR);
    }

    static String path(Sender sender) {
        return "/operator/v1/accounts/" + sender.accountId() + "/senders/" + sender.id() + "/flow-key";
    }

    static ValidatableResponse create(Sender sender) {
        return operator().post(path(sender)).then();
    }

    static ValidatableResponse read(Sender sender) {
        return operator().get(path(sender)).then();
    }

    /** The newest entry of each key on the topic. */
    private Map<String, FlowKeyEntry> published() {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        var found = new HashMap<String, FlowKeyEntry>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition(Topics.FLOW_KEYS, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var entry : consumer.poll(Duration.ofMillis(100))) {
                    found.put(entry.key(), json.readValue(entry.value(), FlowKeyEntry.class));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The published keys of the number. */
    NumberKeys of(Sender number) {
        return (NumberKeys) published().get("numberKeys:" + number.id());
    }

    SigningSecrets secrets(UUID account) {
        return (SigningSecrets) published().get("signingSecrets:" + account);
    }

    /** Of the number whose key it is. */
    String phoneNumberId(PrivateKey stored) {
        return published().values().stream()
                .filter(NumberKeys.class::isInstance)
                .map(NumberKeys.class::cast)
                .filter(entry -> entry.keys().stream().anyMatch(key -> key.id().equals(stored.id())))
                .findFirst()
                .orElseThrow()
                .phoneNumberId();
    }
}
