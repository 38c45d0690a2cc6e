package io.parley.runtime.directory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.parley.model.Topics;
import io.parley.model.directory.DirectoryEntry;
import io.parley.model.directory.DirectoryEntry.Account;
import io.parley.runtime.bus.BrokerAccess;
import io.parley.runtime.bus.ProtectedBroker;
import io.parley.runtime.bus.TestBroker;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class DirectoryFeedTest {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final Directory directory = new Directory();
    private final DirectoryFeed feed = new DirectoryFeed(directory, () -> true, TestBroker.access(), MAPPER);

    @AfterEach
    void stop() throws InterruptedException {
        feed.stop(new ShutdownEvent());
    }

    @Test
    void readsFromTheBeginningAndContinuesAfterABrokerOutage() throws Exception {
        createTopic(TestBroker.clientSettings());
        var first = account(1);
        publish(first);
        publish("account:broken", "{\"kind\":\"riddle\"}");

        feed.start(new StartupEvent());
        until(directory::caughtUp);
        assertTrue(directory.account(first.id()).isPresent());

        var second = account(2);
        publish(second);
        until(() -> directory.account(second.id()).isPresent());

        publish(second.key(), null);
        until(() -> directory.account(second.id()).isEmpty());

        Infrastructure.kafka().fail().run();
        Thread.sleep(2_000);
        Infrastructure.kafka().recover().run();
        var third = account(3);
        publish(third);
        until(() -> directory.account(third.id()).isPresent());
    }

    @Test
    void usesTheDeploymentsLogin() throws Exception {
        try (var broker = new ProtectedBroker()) {
            createTopic(broker.deployment());
            var authenticated = new DirectoryFeed(directory, () -> true, broker.access(), MAPPER);

            authenticated.start(new StartupEvent());

            until(directory::caughtUp);
            authenticated.stop(new ShutdownEvent());
        }
    }

    @Test
    void withoutABrokerItStartsAndIsNotCaughtUp() throws Exception {
        var unconnected = new DirectoryFeed(
                directory, () -> true, new BrokerAccess(Map.of("bootstrap.servers", "localhost:1")), MAPPER);

        unconnected.start(new StartupEvent());
        Thread.sleep(1_500);
        var start = System.nanoTime();
        unconnected.stop(new ShutdownEvent());

        assertFalse(directory.caughtUp());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
    }

    private static Account account(long version) {
        return new Account(UUID.randomUUID(), "Shop", true, version);
    }

    private static void createTopic(Map<String, Object> access) throws Exception {
        try (var admin = Admin.create(access)) {
            if (!admin.listTopics().names().get().contains(Topics.DIRECTORY)) {
                admin.createTopics(List.of(new NewTopic(Topics.DIRECTORY, 1, (short) 1)
                                .configs(Map.of("cleanup.policy", "compact"))))
                        .all()
                        .get();
            }
        }
    }

    private static void publish(DirectoryEntry entry) throws Exception {
        publish(entry.key(), MAPPER.writerFor(DirectoryEntry.class).writeValueAsString(entry));
    }

    private static void publish(String key, String value) throws Exception {
        try (var producer =
                new KafkaProducer<>(TestBroker.clientSettings(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.DIRECTORY, 0, key, value)).get();
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (var tries = 0; tries < 300 && !condition.getAsBoolean(); tries++) {
            Thread.sleep(100);
        }
        assertTrue(condition.getAsBoolean());
    }
}
