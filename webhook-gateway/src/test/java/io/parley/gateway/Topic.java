package io.parley.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.parley.model.ProviderEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Reads the records of a topic that are published after it was opened; heartbeats are collected separately. As an extension
 * of JUnit, it is opened before each test and closed after it.
 */
final class Topic implements AutoCloseable, BeforeEachCallback, AfterEachCallback {

    /** Reads payloads beyond the default limits of the parser too. */
    static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(10_000)
                            .maxNumberLength(10_000)
                            .maxNameLength(100_000)
                            .build())
                    .build())
            .registerModule(new JavaTimeModule());

    final List<Arrival> heartbeats = new ArrayList<>();
    private final String name;
    private KafkaConsumer<String, byte[]> consumer;

    record Arrival(String key, int partition, String traceparent, ProviderEvent event) {}

    Topic(String name) {
        this.name = name;
    }

    static Topic open(String name) throws InterruptedException {
        var topic = new Topic(name);
        topic.open();
        return topic;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws InterruptedException {
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    private void open() throws InterruptedException {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var attempts = 0;
        while (!consumer.listTopics().containsKey(name) && attempts++ < 100) {
            Thread.sleep(100);
        }
        var partitions = consumer.partitionsFor(name).stream()
                .map(info -> new TopicPartition(name, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Returns the next events, at least this number; fails after 15 s. */
    List<Arrival> next(int count) throws IOException {
        var found = new ArrayList<Arrival>();
        var deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (found.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(found.size() + " of " + count + " events");
            }
            found.addAll(poll(Duration.ofMillis(100)));
        }
        return found;
    }

    List<Arrival> poll(Duration timeout) throws IOException {
        var found = new ArrayList<Arrival>();
        for (var message : consumer.poll(timeout)) {
            var header = message.headers().lastHeader("traceparent");
            var event = JSON.readValue(message.value(), ProviderEvent.class);
            var arrival = new Arrival(
                    message.key(),
                    message.partition(),
                    header == null ? null : new String(header.value(), java.nio.charset.StandardCharsets.UTF_8),
                    event);
            (event.kind().equals("heartbeat") ? heartbeats : found).add(arrival);
        }
        return found;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
