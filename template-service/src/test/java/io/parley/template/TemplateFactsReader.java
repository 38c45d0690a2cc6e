package io.parley.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the facts about one WhatsApp account from the beginning of the topic. */
final class TemplateFactsReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TemplateFactsReader() {}

    /** Values of the records whose key contains the text, in order; a missing node for a tombstone. */
    static List<JsonNode> facts(String keyPart) {
        var partition = new TopicPartition(Topics.TEMPLATE_FACTS, 0);
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            var found = new ArrayList<JsonNode>();
            while (consumer.position(partition) < end) {
                for (var entry : consumer.poll(Duration.ofMillis(200))) {
                    if (entry.key().contains(keyPart)) {
                        found.add(tree(entry.value()));
                    }
                }
            }
            return found;
        }
    }

    private static JsonNode tree(String value) {
        try {
            return value == null ? JSON.missingNode() : JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
