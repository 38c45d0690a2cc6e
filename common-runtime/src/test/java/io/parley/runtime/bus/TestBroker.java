package io.parley.runtime.bus;

import io.parley.runtime.test.Infrastructure;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Access to the broker of the tests. */
public final class TestBroker {

    private TestBroker() {}

    public static Map<String, Object> clientSettings() {
        return Map.of("bootstrap.servers", new Infrastructure().start().get("kafka.bootstrap.servers"));
    }

    public static BrokerAccess access() {
        return new BrokerAccess(clientSettings());
    }

    public static BusConfig settings() {
        return new SmallRyeConfigBuilder().withMapping(BusConfig.class).build().getConfigMapping(BusConfig.class);
    }

    public static EventPublisher publisher() {
        return new EventPublisher(settings(), access(), () -> true);
    }

    /** Reads the topic until it has that many records, in order within a key; fails after 15 s. */
    public static List<ConsumerRecord<String, String>> read(String topic, int count) {
        try (var consumer = new KafkaConsumer<>(clientSettings(), new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new ArrayList<ConsumerRecord<String, String>>();
            var deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
            while (found.size() < count) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(found.size() + " of " + count + " records on " + topic);
                }
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }
}
