package io.parley.messaging.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.Topics;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DirectoryTopicTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    @Test
    void aRevocationIsPublishedWithinFiveSeconds() {
        var customer = Operator.customer("Published");
        var id = customer.key().split("_")[1];
        try (var consumer = consumer()) {
            var created = next(consumer, "apiKey:" + id, 0);

            Operator.request().delete("/operator/v1/accounts/" + customer.accountId() + "/keys/" + id);

            var revoked = next(consumer, "apiKey:" + id, created.path("version").longValue());
            assertNotNull(revoked.path("revokedAt").textValue());
            assertEquals(customer.accountId(), revoked.path("accountId").textValue());
            assertFalse(revoked.toString().contains(customer.key().split("_")[2]));
        }
    }

    /** The next entry with this key and a higher version. */
    private static JsonNode next(Consumer<String, String> consumer, String key, long version) {
        var deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (System.nanoTime() < deadline) {
            for (var entry : consumer.poll(Duration.ofMillis(100))) {
                var value = read(entry.value());
                if (entry.key().equals(key) && value.path("version").longValue() > version) {
                    return value;
                }
            }
        }
        throw new AssertionError("no newer entry of " + key + " within five seconds");
    }

    private static JsonNode read(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Consumer<String, String> consumer() {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new StringDeserializer(),
                new StringDeserializer());
        var partitions = List.of(new TopicPartition(Topics.DIRECTORY, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
