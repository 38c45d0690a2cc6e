package io.parley.runtime.bus;

import io.parley.runtime.logging.OutageLog;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Passes all records of a compacted topic to a reader: from the beginning at every start, then as they arrive. Uses a
 * thread of its own and no consumer group. While the broker is down or the topic does not exist, it retries without
 * limit, from the beginning, so the reader gets records again.
 */
public final class CompactedTopic {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RETRY_MILLIS = 1_000;

    private final OutageLog outage;
    private final String topic;
    private final BrokerAccess access;
    private final Reader reader;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Consumer<String, String> consumer;
    private boolean caughtUp;
    private @Nullable Thread thread;

    /** Receives the records. All calls come from one thread, and none may throw. */
    public interface Reader {

        /** @param value null if the key was deleted */
        void onRecord(String key, @Nullable String value);

        /** Called once, when all records that were on the topic at the start of reading have been passed. */
        void caughtUp();
    }

    public CompactedTopic(String topic, BrokerAccess access, Reader reader) {
        this.topic = topic;
        this.outage = new OutageLog(Logger.getLogger(CompactedTopic.class), "topic " + topic + " will be read again");
        this.access = access;
        this.reader = reader;
    }

    public void start() {
        thread = Thread.ofPlatform().daemon().name(topic + "-feed").start(this::run);
    }

    /** Stops reading. Returns after the last call of the reader. */
    public void stop() throws InterruptedException {
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
                outage.failed(e);
                pause();
            }
        }
    }

    private void follow(Consumer<String, String> consumer) {
        var partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (!stopped()) {
            if (!caughtUp && reached(ends, consumer)) {
                caughtUp = true;
                reader.caughtUp();
                Log.infof("topic %s caught up offsets=%s", topic, ends.values());
            }
            consumer.poll(POLL).forEach(entry -> reader.onRecord(entry.key(), entry.value()));
            outage.succeeded();
        }
    }

    private static boolean reached(Map<TopicPartition, Long> ends, Consumer<String, String> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private List<TopicPartition> partitions(Consumer<String, String> consumer) {
        var known = consumer.partitionsFor(topic);
        if (known == null || known.isEmpty()) {
            throw new KafkaException("topic " + topic + " does not exist");
        }
        return known.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void pause() {
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
                topic + "-feed",
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
