package io.parley.runtime.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.parley.model.ChannelName;
import io.parley.model.ProviderEvent;
import io.parley.model.Scope;
import io.parley.model.directory.DirectoryEntry;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.ApiKey;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.runtime.access.ApiKeys;
import io.parley.runtime.directory.Directory;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A customer with a WhatsApp account and one number of it, for tests of services about what belongs to the account. */
public abstract class WithWhatsAppAccount {
    protected static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    protected static final String API = "/conversations/v3/channels/whatsapp";

    @Inject
    protected Directory directory;

    protected UUID customer;
    protected String key;
    protected WhatsAppAccount account;
    protected Sender number;

    private final List<DirectoryEntry> entries = new ArrayList<>();

    @BeforeEach
    void createCustomer() {
        customer = UUID.randomUUID();
        add(new Account(customer, "Walker", true, 1));
        key = key(customer, EnumSet.allOf(Scope.class));
        account = account(customer);
        number = number(account, EnumSet.allOf(Scope.class));
        directory.markCaughtUp();
    }

    @AfterEach
    void removeCustomer() {
        entries.forEach(entry -> directory.remove(entry.key()));
    }

    protected <E extends DirectoryEntry> E add(E entry) {
        directory.apply(entry);
        entries.add(entry);
        return entry;
    }

    protected String key(UUID owner, Set<Scope> scopes) {
        var generated = ApiKeys.generate();
        add(new ApiKey(generated.id(), owner, generated.hash(), scopes, null, null, 1));
        return generated.text();
    }

    protected WhatsAppAccount account(UUID owner) {
        return add(newAccount(owner));
    }

    /** An account that the directory does not have yet. */
    protected static WhatsAppAccount newAccount(UUID owner) {
        return new WhatsAppAccount(UUID.randomUUID(), owner, "20" + digits(), "Corner shop", true, 1);
    }

    protected Sender number(WhatsAppAccount of, Set<Scope> scopes) {
        return add(new Sender(
                UUID.randomUUID(),
                of.accountId(),
                new ChannelName("whatsapp"),
                "49" + digits(),
                "Shop",
                "10" + digits(),
                of.id(),
                scopes,
                Map.of(),
                true,
                1));
    }

    protected RequestSpecification request() {
        return RestAssured.given().header("apikey", key);
    }

    protected JsonNode get(String path) {
        return json(request().get(path).then().statusCode(200).extract().asString());
    }

    protected static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Publishes a webhook as the gateway does.
     *
     * @param value JSON of the change
     * @param entity id of the template or flow
     */
    protected void webhook(String topic, String kind, String value, Object entity, Instant at) {
        publish(topic, List.of(event(kind, value, entity, at)));
    }

    /** The event that the gateway publishes for a webhook; parameters as in {@link #webhook}. */
    protected String event(String kind, String value, Object entity, Instant at) {
        var payload = JSON.createObjectNode().put("entry", account.wabaId()).put("time", at.getEpochSecond());
        payload.set("value", json(value));
        try {
            return JSON.writeValueAsString(new ProviderEvent(
                    ProviderEvent.SCHEMA,
                    UUID.randomUUID().toString(),
                    "meta",
                    kind,
                    account.wabaId(),
                    account.wabaId() + ":" + entity,
                    Instant.now(),
                    payload));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes events of the account at once. */
    protected void publish(String topic, List<String> events) {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            events.forEach(event -> producer.send(new ProducerRecord<>(topic, account.wabaId(), event)));
        }
    }

    /** Twelve digits, not beginning with 0, that no other test uses. */
    protected static String digits() {
        return Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L));
    }
}
