package io.parley.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EmbeddedKafkaTest {

    @TempDir
    Path folder;

    @Test
    void recordsAndPortAreKeptAfterARestart() throws Exception {
        try (var kafka = EmbeddedKafka.at(folder.resolve("kafka")).start()) {
            var address = kafka.bootstrapServers();
            createTopic(address);
            send(address, "before");

            kafka.stop();
            kafka.start();
            send(address, "after");

            assertEquals(List.of("before", "after"), read(address, 2));
        }
    }

    @Test
    void killedBrokerStartsAgainQuickly() throws Exception {
        var port = FreePorts.next();
        var address = "127.0.0.1:" + port;
        var first = broker(port);
        createTopic(address);
        send(address, "before");

        first.destroyForcibly().waitFor();
        var second = broker(port);
        try {
            send(address, "after");
            assertEquals(List.of("before", "after"), read(address, 2));
        } finally {
            second.destroy();
            second.waitFor();
        }
    }

    private Process broker(int port) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedKafka.class.getName(),
                        folder.resolve("kafka").toString(),
                        Integer.toString(port),
                        Integer.toString(FreePorts.next()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.log").toFile())
                .start();
    }

    private static void createTopic(String address) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(List.of(new NewTopic("notes", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static void send(String address, String text) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", address, "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("notes", text)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(String address, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", address, "group.id", "g", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("notes"));
            var found = new java.util.ArrayList<String>();
            var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (found.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(record.value()));
            }
            return found;
        }
    }
}
