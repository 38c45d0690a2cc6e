package io.parley.flow.endpoint;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.parley.model.ChannelName;
import io.parley.model.Topics;
import io.parley.model.directory.DirectoryEntry;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.model.directory.DirectoryEntry.Sender;
import io.parley.model.directory.DirectoryEntry.WhatsAppAccount;
import io.parley.model.flow.FlowKeyEntry;
import io.parley.runtime.directory.Directory;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A customer with a WhatsApp account and one number of it. */
abstract class WithFlowKeys {
    static final String OPERATOR = "operator-key-of-the-tests";

    @Inject
    Directory directory;

    @Inject
    ObjectMapper json;

    UUID customer;
    WhatsAppAccount account;
    Sender number;

    private final List<DirectoryEntry> entries = new ArrayList<>();

    @BeforeEach
    void createCustomer() {
        customer = UUID.randomUUID();
        add(new Account(customer, "Walker", true, 1));
        account = add(new WhatsAppAccount(UUID.randomUUID(), customer, "20" + digits(), "Shop", true, 1));
        number = number("whatsapp", account.id());
        directory.markCaughtUp();
    }

    @AfterEach
    void removeCustomer() {
        entries.forEach(entry -> directory.remove(entry.key()));
    }

    <E extends DirectoryEntry> E add(E entry) {
        directory.apply(entry);
        entries.add(entry);
        return entry;
    }

    /** @param whatsAppAccount null for none */
    Sender number(String channel, UUID whatsAppAccount) {
        return add(new Sender(
                UUID.randomUUID(),
                customer,
                new ChannelName(channel),
                "49" + digits(),
                "Shop",
                "10" + digits(),
                whatsAppAccount,
                Set.of(),
                Map.of(),
                true,
                1));
    }

    static RequestSpecification operator() {
        return given().header("apikey", OPERATOR);
    }

    static String path(Sender sender) {
        return "/operator/v1/accounts/" + sender.accountId() + "/senders/" + sender.id() + "/flow-key";
    }

    ValidatableResponse create(Sender sender) {
        return operator().post(path(sender)).then();
    }

    ValidatableResponse read(Sender sender) {
        return operator().get(path(sender)).then();
    }

    /** The newest entry of each key on the topic. */
    Map<String, FlowKeyEntry> published() {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        var found = new HashMap<String, FlowKeyEntry>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", servers),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partition = new TopicPartition(Topics.FLOW_KEYS, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var entry : consumer.poll(Duration.ofMillis(100))) {
                    found.put(entry.key(), json.readValue(entry.value(), FlowKeyEntry.class));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Twelve digits, not beginning with 0, that no other test uses. */
    static String digits() {
        return Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L));
    }
}
