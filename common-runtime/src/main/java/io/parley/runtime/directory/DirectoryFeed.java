package io.parley.runtime.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.parley.model.Topics;
import io.parley.model.directory.DirectoryEntry;
import io.parley.runtime.bus.BrokerAccess;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Keeps {@link Directory} up to date from the compacted topic, read from its beginning at every start by a thread of its
 * own, without a consumer group. A broker that is down delays it and nothing else: it tries again for ever.
 */
@ApplicationScoped
class DirectoryFeed {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.DIRECTORY, 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RETRY_MILLIS = 1_000;

    private final Directory directory;
    private final DirectorySettings settings;
    private final BrokerAccess access;
    private final ObjectReader reader;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Consumer<String, String> consumer;
    private Thread thread;

    DirectoryFeed(Directory directory, DirectorySettings settings, BrokerAccess access, ObjectMapper mapper) {
        this.directory = directory;
        this.settings = settings;
        this.access = access;
        this.reader = mapper.readerFor(DirectoryEntry.class);
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled()) {
            thread = Thread.ofPlatform().daemon().name("directory-feed").start(this::run);
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stop.countDown();
        var current = consumer;
        if (current != null) {
            current.wakeup();
        }
        if (thread != null) {
            thread.join(POLL.multipliedBy(4));
        }
    }

    private void run() {
        while (!stopped()) {
            try (var opened =
                    new KafkaConsumer<>(clientSettings(), new StringDeserializer(), new StringDeserializer())) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (KafkaException e) {
                Log.warnf("directory feed will try again cause=%s", e.toString());
                rest();
            }
        }
    }

    private void follow(Consumer<String, String> consumer) {
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        var end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
        while (!stopped()) {
            if (!directory.caughtUp() && consumer.position(PARTITION) >= end) {
                directory.markCaughtUp();
                Log.infof("directory caught up offset=%d", end);
            }
            consumer.poll(POLL).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<String, String> entry) {
        if (entry.value() == null) {
            directory.remove(entry.key());
            return;
        }
        try {
            directory.heard(reader.readValue(entry.value()));
        } catch (JsonProcessingException e) {
            Log.errorf("directory entry unreadable key=%s offset=%d", entry.key(), entry.offset());
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void rest() {
        try {
            stop.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    private Map<String, Object> clientSettings() {
        var all = access.with(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "directory-feed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000));
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return all;
    }
}
