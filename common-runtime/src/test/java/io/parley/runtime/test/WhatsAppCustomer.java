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
import jakarta.enterprise.inject.spi.CDI;
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
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A new customer for each test of a service, with a WhatsApp account, one number of it, and an API key with all scopes.
 * After the test, the directory of the service no longer contains them.
 */
public final class WhatsAppCustomer implements BeforeEachCallback, AfterEachCallback {
    public static final String API = "/conversations/v3/channels/whatsapp";

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final List<DirectoryEntry> entries = new ArrayList<>();
    private Directory directory;
    private UUID id;
    private String key;
    private WhatsAppAccount account;
    private Sender number;

    @Override
    public void beforeEach(ExtensionContext context) {
        directory = CDI.current().select(Directory.class).get();
        id = UUID.randomUUID();
        add(new Account(id, "Walker", true, 1));
        key = addKey(id, EnumSet.allOf(Scope.class));
        account = addAccount(id);
        number = addNumber(account, EnumSet.allOf(Scope.class));
        directory.markCaughtUp();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        entries.forEach(entry -> directory.remove(entry.key()));
    }

    public UUID id() {
        return id;
    }

    public String key() {
        return key;
    }

    public WhatsAppAccount account() {
        return account;
    }

    public Sender number() {
        return number;
    }

    /** Makes it the key of the next requests. */
    public void use(String otherKey) {
        key = otherKey;
    }

    /** Makes it the account that {@link #account} returns. */
    public void use(WhatsAppAccount otherAccount) {
        account = otherAccount;
    }

    /** Makes it the number that {@link #number} returns. */
    public void use(Sender otherNumber) {
        number = otherNumber;
    }

    public <E extends DirectoryEntry> E add(E entry) {
        directory.apply(entry);
        entries.add(entry);
        return entry;
    }

    public void remove(DirectoryEntry entry) {
        directory.remove(entry.key());
    }

    public String addKey(UUID owner, Set<Scope> scopes) {
        var generated = ApiKeys.generate();
        add(new ApiKey(generated.id(), owner, generated.hash(), scopes, null, null, 1));
        return generated.text();
    }

    public WhatsAppAccount addAccount(UUID owner) {
        return add(newAccount(owner));
    }

    /** Adds a WhatsApp account of another customer. */
    public WhatsAppAccount addForeignAccount() {
        return addAccount(
                add(new Account(UUID.randomUUID(), "Stranger", true, 1)).id());
    }

    /** An account that the directory does not have yet. */
    public static WhatsAppAccount newAccount(UUID owner) {
        return new WhatsAppAccount(UUID.randomUUID(), owner, "20" + digits(), "Corner shop", true, 1);
    }

    public Sender addNumber(WhatsAppAccount of, Set<Scope> scopes) {
        return addSender(of.accountId(), "whatsapp", of.id(), scopes);
    }

    /** @param whatsAppAccount null for none */
    public Sender addSender(String channel, UUID whatsAppAccount) {
        return addSender(id, channel, whatsAppAccount, EnumSet.allOf(Scope.class));
    }

    private Sender addSender(UUID owner, String channel, UUID whatsAppAccount, Set<Scope> scopes) {
        return add(new Sender(
                UUID.randomUUID(),
                owner,
                new ChannelName(channel),
                "49" + digits(),
                "Shop",
                "10" + digits(),
                whatsAppAccount,
                scopes,
                Map.of(),
                true,
                1));
    }

    public RequestSpecification request() {
        return RestAssured.given().header("apikey", key);
    }

    public JsonNode get(String path) {
        return json(request().get(path).then().statusCode(200).extract().asString());
    }

    public static JsonNode json(String text) {
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
    public void webhook(String topic, String kind, String value, Object entity, Instant at) {
        publish(topic, List.of(event(kind, value, entity, at)));
    }

    /** The event that the gateway publishes for a webhook; parameters as in {@link #webhook}. */
    public String event(String kind, String value, Object entity, Instant at) {
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
    public void publish(String topic, List<String> events) {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            events.forEach(event -> producer.send(new ProducerRecord<>(topic, account.wabaId(), event)));
        }
    }

    /** Twelve digits, not beginning with 0, that no other test uses. */
    public static String digits() {
        return Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L));
    }
}
