package io.parley.messaging.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.messaging.callback.delivery.CallbackTable;
import io.parley.messaging.callback.delivery.DeliveryProfile;
import io.parley.model.Topics;
import io.parley.runtime.test.Eventually;
import io.parley.runtime.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The consumer as a member of its group: under load another member joins; the database is unavailable for long. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(RebalanceTest.ShortTimeouts.class)
@Tag("fault")
class RebalanceTest {
    private static final String GROUP = "messaging-service";
    private static final int MAX_EVENTS = 50_000;
    private static final int CHUNK = 50;

    @Inject
    @RegisterExtension
    CallbackNumber number;

    @Inject
    TestTopics bus;

    @Inject
    CallbackTable table;

    private final AtomicInteger published = new AtomicInteger();
    private final AtomicBoolean reassigned = new AtomicBoolean();

    @Test
    void theNextOwnerOfAPartitionContinuesAfterTheAppliedEvents() {
        bus.publish(List.of(number.message("first", "Hello")));
        Eventually.equal(1L, number::stored);
        var load = CompletableFuture.runAsync(this::publishInChunks);

        try (var other = new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var read = readAsAnotherMember(other);
            reassigned.set(true);
            var appliedToo = storedIds();
            appliedToo.retainAll(read);

            assertFalse(read.isEmpty());
            assertEquals(Set.of(), appliedToo, "events that were applied and read again");
        }
        load.join();
        Eventually.equal(published.get() + 1L, number::stored); // the other member has committed nothing
    }

    /** The outage lasts longer than the poll interval and the session timeout together. */
    @Test
    void aMemberThatRetriesStaysInTheGroup() throws Exception {
        bus.publish(List.of(number.message("before", "Hello")));
        Eventually.equal(1L, number::stored);
        var before = members();

        Infrastructure.postgres().fail().run();
        try {
            bus.publish(List.of(number.message("meanwhile", "Hello")));
            Eventually.pause(Duration.ofSeconds(12));
            assertEquals(before, members());
        } finally {
            Infrastructure.postgres().recover().run();
        }

        Eventually.equal(2L, number::stored);
        assertEquals(before, members());
    }

    /** Returns the ids that the broker gave the members when they joined. */
    private static Set<String> members() throws Exception {
        try (var admin = Admin.create(settings())) {
            return admin
                    .describeConsumerGroups(List.of(GROUP))
                    .all()
                    .get(10, TimeUnit.SECONDS)
                    .get(GROUP)
                    .members()
                    .stream()
                    .map(MemberDescription::consumerId)
                    .collect(Collectors.toSet());
        }
    }

    /** Until the other member has partitions: however fast events are applied, it joins while there are more. */
    private void publishInChunks() {
        while (!reassigned.get() && published.get() < MAX_EVENTS) {
            var from = published.getAndAdd(CHUNK);
            bus.publish(IntStream.range(from, from + CHUNK)
                    .mapToObj(i -> number.message("e" + i, "Hello"))
                    .toList());
            Eventually.pause(Duration.ofMillis(20));
        }
    }

    /** Reads until it gets events of this test, without committing. */
    private Set<String> readAsAnotherMember(Consumer<String, byte[]> consumer) {
        var id = Pattern.compile("wamid\\." + number.run + "-\\w+");
        var read = new HashSet<String>();
        consumer.subscribe(List.of(Topics.MESSAGING_PROVIDER_EVENTS));
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (read.isEmpty() && System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(100))
                    .forEach(event -> id.matcher(new String(event.value(), StandardCharsets.UTF_8))
                            .results()
                            .forEach(found -> read.add(found.group())));
        }
        return read;
    }

    private Set<String> storedIds() {
        return table
                .all("select provider_id from inbound_key where provider_id like 'wamid.%s-%%'".formatted(number.run))
                .stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> settings() {
        return Map.of(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                "group.id",
                GROUP,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
    }

    public static class ShortTimeouts extends DeliveryProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var all = new HashMap<>(super.getConfigOverrides());
            all.put("mp.messaging.incoming.provider-events.max.poll.interval.ms", "5000");
            all.put("mp.messaging.incoming.provider-events.session.timeout.ms", "6000");
            return all;
        }
    }
}
