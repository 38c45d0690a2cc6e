package io.parley.local;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a compacted topic of one partition contains. */
final class CompactedState {

    private CompactedState() {}

    /** Returns the keys that have a value; none if the topic does not exist. */
    static Set<String> of(String bootstrap, String topic) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrap, "allow.auto.create.topics", false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            var keys = new HashSet<String>();
            if (consumer.listTopics().containsKey(topic)) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                var end = consumer.endOffsets(List.of(partition)).get(partition);
                while (consumer.position(partition) < end) {
                    for (var entry : consumer.poll(Duration.ofMillis(200))) {
                        if (entry.value() == null) {
                            keys.remove(entry.key());
                        } else {
                            keys.add(entry.key());
                        }
                    }
                }
            }
            return keys;
        }
    }
}
