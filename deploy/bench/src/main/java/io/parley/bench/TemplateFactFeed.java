package io.parley.bench;

import io.parley.local.LocalIdentities;
import io.parley.model.Topics;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes facts about the template of the load as template-service does, so that messaging-service checks it. */
final class TemplateFactFeed implements AutoCloseable {
    private static final String KEY =
            "localization:" + LocalIdentities.WHATSAPP_ACCOUNT_ID + ":" + BenchContents.TEMPLATE_NAME + ":en";

    private final KafkaProducer<String, String> producer;
    private long version;

    TemplateFactFeed(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer());
    }

    /** @param status the contract's; messages are accepted only if it is {@code APPROVED} */
    void publish(String status) {
        version++;
        send(new JsonObject()
                .put("kind", "localization")
                .put("schema", 1)
                .put("accountId", UUID.randomUUID().toString())
                .put("whatsAppAccountId", LocalIdentities.WHATSAPP_ACCOUNT_ID.toString())
                .put("wabaId", LocalIdentities.WABA_ID)
                .put("name", BenchContents.TEMPLATE_NAME)
                .put("language", "en")
                .put("status", status)
                .put("category", "UTILITY")
                .put("shape", shape())
                .put("changes", new JsonArray())
                .put("version", version)
                .put("at", Instant.now().toString())
                .encode());
    }

    /** Removes the fact, so that messages are not checked. */
    void remove() {
        send(null);
    }

    private void send(String fact) {
        producer.send(new ProducerRecord<>(Topics.TEMPLATE_FACTS, KEY, fact));
        producer.flush();
    }

    private static JsonObject shape() {
        return new JsonObject()
                .put("parameterFormat", "POSITIONAL")
                .put(
                        "parts",
                        new JsonObject()
                                .put("header", new JsonObject().put("format", "IMAGE"))
                                .put("body", JsonArray.of("1", "2"))
                                .put(
                                        "buttons",
                                        JsonArray.of(new JsonObject()
                                                .put("index", 0)
                                                .put("type", "QUICK_REPLY")
                                                .put("needsValue", false))))
                .put("cards", new JsonArray())
                .put("offerEnds", false);
    }

    @Override
    public void close() {
        producer.close();
    }
}
