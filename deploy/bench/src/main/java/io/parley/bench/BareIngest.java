package io.parley.bench;

import io.parley.model.Topics;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Baseline of webhook ingest, in its own process: a bare Vert.x handler that produces the body with the gateway's
 * producer settings to a topic with the same number of partitions, by key as the gateway does, and returns 200 after
 * the broker's acknowledgement. It checks no signature and does not split the body.
 */
final class BareIngest {

    private static final String TOPIC = "bench.ingest";
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka"); // strong reference, which keeps its level

    private final KafkaProducer<byte[], byte[]> producer;

    private BareIngest(String bootstrapServers) {
        createTopic(bootstrapServers);
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "linger.ms",
                        0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Arguments: {@code <bootstrap servers>}. Prints its port when it listens, and ends with its parent. */
    public static void main(String[] arguments) {
        KAFKA.setLevel(Level.SEVERE);
        var ingest = new BareIngest(arguments[0]);
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(ingest::handle)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println(server.actualPort()));
    }

    private void handle(HttpServerRequest request) {
        var context = Vertx.currentContext();
        request.body()
                .onSuccess(body -> producer.send(
                        new ProducerRecord<>(TOPIC, key(body), body.getBytes()),
                        (metadata, failure) -> context.runOnContext(on -> request.response()
                                .setStatusCode(failure == null ? 200 : 503)
                                .end())));
    }

    private static byte[] key(Buffer body) {
        return Integer.toString(body.hashCode()).getBytes(StandardCharsets.US_ASCII);
    }

    private static void createTopic(String bootstrapServers) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            var gateways = Topics.MESSAGING_PROVIDER_EVENTS;
            var partitions = admin.describeTopics(List.of(gateways))
                    .topicNameValues()
                    .get(gateways)
                    .get()
                    .partitions()
                    .size();
            admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
