package io.parley.runtime.bus;

import io.parley.runtime.test.Infrastructure;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import io.smallrye.reactive.messaging.kafka.impl.ReactiveKafkaProducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

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
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(BusConfig.class)
                .build()
                .getConfigMapping(BusConfig.class);
    }

    public static EventPublisher publisher() {
        return publisher(producer(access()));
    }

    static EventPublisher publisher(KafkaProducer<String, byte[]> producer) {
        return new EventPublisher(settings(), () -> producer, () -> true);
    }

    /** Creates the producer as the connector does for the channel. */
    static KafkaProducer<String, byte[]> producer(BrokerAccess access) {
        var channel = channelSettings();
        channel.put("client.id", "test");
        channel.putIfAbsent("key.serializer", StringSerializer.class.getName());
        return new ReactiveKafkaProducer<>(
                access.with(channel), BusProducer.CHANNEL, 2_000, true, null, null, null, (created, config) -> {});
    }

    private static Map<String, Object> channelSettings() {
        var prefix = "mp.messaging.outgoing." + BusProducer.CHANNEL + ".";
        var config = new SmallRyeConfigBuilder().addDefaultSources().build();
        var channel = new HashMap<String, Object>();
        config.getPropertyNames().forEach(name -> {
            // Kafka's settings contain dots, the connector's do not.
            if (name.startsWith(prefix) && (name.indexOf('.', prefix.length()) > 0 || name.endsWith(".acks"))) {
                channel.put(name.substring(prefix.length()), config.getRawValue(name));
            }
        });
        return channel;
    }

    /** Creates the topic by its first record. Retries, since it may be refused until the broker has created the topic. */
    public static void publishFirst(EventPublisher publisher, BusRecord first) {
        publisher
                .publish(first)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofMillis(200))
                .atMost(100)
                .await()
                .atMost(Duration.ofSeconds(20));
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
